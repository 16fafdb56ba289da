import { useRevalidator } from "@remix-run/react"
import { useEffect } from "react"
import type { ExtractionView } from "#app/domain/extraction/extraction.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, thousands } from "#app/utils/russian.ts"
import { SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Fold } from "../ui/panel.tsx"

/** After «из». */
const OF_APPLICATIONS = ["заявления", "заявлений", "заявлений"] as const
const APPLICATIONS = ["заявление", "заявления", "заявлений"] as const
const EVERY_MS = 2_000

/** The two ways to download what matches the filters. */
export function ExtractionChoice({
	count,
	tooMany,
	most,
	search,
}: {
	count: number
	tooMany: boolean
	most: number
	search: string
}) {
	if (tooMany)
		return (
			<Alert tone="wait" title={`Найдено больше ${thousands(most)} заявлений`}>
				За один раз столько не выгрузить. Выберите муниципалитет, период или состояние.
			</Alert>
		)
	if (count === 0) return <Alert title="Под эти условия не подходит ни одно заявление">Измените отбор.</Alert>
	return (
		<section className="stack" aria-labelledby="take">
			<h2 id="take">Выбрано: {counted(count, APPLICATIONS)}</h2>
			<p>
				Один PDF — сканы заявлений подряд, с оглавлением и закладками: удобно печатать. Архив — все файлы
				каждого заявления в папке с фамилией.
			</p>
			<div className="acts">
				<PostForm action={`${paths.operatorPrint()}${search}`}>
					<input type="hidden" name="intent" value="pdf" />
					<SubmitButton>Собрать один PDF</SubmitButton>
				</PostForm>
				<ButtonLink to={`${paths.operatorPrintZip()}${search}`} tone="second" sign="down" download>
					Скачать архив (ZIP)
				</ButtonLink>
			</div>
		</section>
	)
}

/** How far it is. A script looks again by itself; without one there is a button. */
export function ExtractionProgress({ view }: { view: ExtractionView }) {
	const { revalidate } = useRevalidator()
	const working = view.state === "working"
	useEffect(() => {
		if (!working) return
		const timer = setInterval(revalidate, EVERY_MS)
		return () => clearInterval(timer)
	}, [working, revalidate])
	return (
		<div className="stack">
			{working ? (
				<>
					<p aria-live="polite">
						Собрано {thousands(view.done)} из {counted(view.total, OF_APPLICATIONS)}. Страницу можно закрыть и
						вернуться позже: файл соберётся и без неё.
					</p>
					<progress value={view.done} max={view.total} aria-label="Собрано заявлений" />
					<p>
						<ButtonLink to={paths.operatorExtraction(view.id)} tone="second" small sign="turn">
							Обновить
						</ButtonLink>
					</p>
				</>
			) : null}
			{view.state === "ready" ? (
				<>
					<Alert
						tone="good"
						live
						title={`Готово: ${counted(view.pages, ["страница", "страницы", "страниц"])}`}
					>
						Файл хранится несколько часов.
					</Alert>
					<p>
						<ButtonLink to={paths.operatorExtractionFile(view.id)} sign="down" download>
							Скачать PDF
						</ButtonLink>
					</p>
				</>
			) : null}
			{view.state === "gone" ? (
				<Alert tone="wait" title="Этот файл уже удалён">
					Готовые файлы хранятся несколько часов. Соберите его заново.
				</Alert>
			) : null}
			{view.failure ? <Alert tone="bad" live title={view.failure} /> : null}
			{view.skipped.length > 0 ? (
				<Fold title={`Не вошло: ${counted(view.skipped.length, APPLICATIONS)}`}>
					<ul>
						{view.skipped.map((one) => (
							<li key={one}>{one}</li>
						))}
					</ul>
				</Fold>
			) : null}
		</div>
	)
}
