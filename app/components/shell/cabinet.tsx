import { Form } from "@remix-run/react"
import { Fragment, type ReactNode } from "react"
import type { CabinetData } from "#app/http/cabinet-data.ts"
import { paths } from "#app/utils/paths.ts"
import { KeptFormContext, useBackFromPreview } from "../acts/kept-form.ts"
import { TypistContext, useKeptTyping } from "../forms/kept-typing.ts"
import { Alert } from "../ui/alert.tsx"
import { Link, SavedViewsContext } from "../ui/link.tsx"
import { Wrap } from "../ui/wrap.tsx"
import { nameInHead, shortName } from "./name-in-head.ts"
import { CabinetShell, type NavItem } from "./shell.tsx"
import type { Width } from "./shell-context.ts"

type CabinetProps = {
	data: CabinetData
	/** The menu. If it does not link to the profile, the link is next to the name. */
	nav: readonly NavItem[]
	/** Where the product's name links: the cabinet's home page. */
	home: string
	width?: Width
	children: ReactNode
}

/** The frame of one cabinet around the `<Outlet/>` of its layout route. */
export function Cabinet({ data, nav, home, width = "narrow", children }: CabinetProps) {
	const { name, role, region, cabinets } = data
	const restored = useKeptTyping(data.username)
	useBackFromPreview()
	const inMenu = nav.some(({ to }) => to === paths.profile())
	const who = inMenu
		? { name: nameInHead(name), role }
		: { name: shortName(name), role: <Link to={paths.profile()}>Личный кабинет</Link> }
	return (
		<SavedViewsContext.Provider value={data.views}>
			<CabinetShell
				nav={nav}
				who={who}
				width={width}
				home={home}
				region={region}
				banner={bannerOf(data)}
				cabinets={cabinets}
			>
				{restored ? (
					<Wrap className="mt-6">
						<Alert tone="good" live title="Набранное снова в форме">
							<p>Проверьте и отправьте ещё раз. Файлы нужно выбрать заново.</p>
						</Alert>
					</Wrap>
				) : null}
				<TypistContext.Provider value={data.username}>
					<KeptFormContext.Provider value={data.kept}>
						{/* Fields read what to show only when they appear, so a page that is filled in again appears anew. */}
						<Fragment key={data.kept?.batchId ?? ""}>{children}</Fragment>
					</KeptFormContext.Provider>
				</TypistContext.Provider>
			</CabinetShell>
		</SavedViewsContext.Provider>
	)
}

/** Returns null if there is no message, so that no banner is rendered. */
function bannerOf({ unconfirmedEmail, demoMoment, helping }: CabinetData): ReactNode {
	if (!unconfirmedEmail && !demoMoment && !helping) return null
	return (
		<>
			{helping ? (
				<Form method="post" action={paths.helpEnd()} reloadDocument>
					<p>
						Вы смотрите страницы, чтобы помочь: {helping}. Изменить ничего нельзя.{" "}
						<button className="btn btn--text" type="submit">
							Завершить просмотр
						</button>
					</p>
				</Form>
			) : null}
			{demoMoment ? (
				<p>
					Демонстрация: сейчас {demoMoment}. <Link to={paths.demo()}>Перевести часы</Link>
				</p>
			) : null}
			{unconfirmedEmail ? (
				<p>
					Подтвердите адрес {unconfirmedEmail}: откройте ссылку из письма.{" "}
					<Link to={paths.profile()}>Отправить письмо ещё раз</Link>
				</p>
			) : null}
		</>
	)
}
