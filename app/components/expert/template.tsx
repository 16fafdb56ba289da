import { paths } from "#app/utils/paths.ts"
import { Panel } from "../ui/panel.tsx"

/** The empty conclusion, for experts who prepare it by hand. */
export function ConclusionTemplate() {
	const link = (category: "first" | "highest", form: "in_person" | "remote", words: string) => (
		<li>
			<a href={paths.expertConclusionTemplate(category, form)} download>
				{words} (Word)
			</a>
		</li>
	)
	return (
		<Panel title="Шаблон итогового заключения" tone="tint">
			<p>
				На странице каждого педагога скачивается заключение, в котором уже стоят его данные и показатели.
				Пустой шаблон — если Вы заполняете заключение сами:
			</p>
			<ul className="mt-3">
				{link("first", "in_person", "Первая категория, очная форма")}
				{link("first", "remote", "Первая категория, дистанционная форма")}
				{link("highest", "in_person", "Высшая категория, очная форма")}
				{link("highest", "remote", "Высшая категория, дистанционная форма")}
			</ul>
		</Panel>
	)
}
