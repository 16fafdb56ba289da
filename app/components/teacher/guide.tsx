import type { TeacherHome } from "#app/domain/application/overview/teacher-home.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { longDate } from "#app/utils/russian.ts"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { Wrap } from "../ui/wrap.tsx"
import { PhoneOf } from "./home.tsx"

export interface GuideView {
	id: string | null
	next: Pick<NonNullable<TeacherHome["application"]>["next"], "title" | "leaf">
	helpers: TeacherHome["helpers"]
}

/** At the end of every page of the cabinet: the next step, by when, and who helps. The home page says it at length. */
export function Guide({ guide: { id, next, helpers } }: { guide: GuideView }) {
	return (
		<Wrap>
			<MarginSection title="Что дальше">
				<p>
					<b>{next.title}</b>
				</p>
				{next.leaf ? (
					<p className="small">
						Срок: {longDate(next.leaf.date)}, {next.leaf.note}.
					</p>
				) : null}
				<p className="small mt-2">
					<Link to={paths.teacher(id)}>{id ? "Подробнее на главной" : "Перейти на главную"}</Link>
				</p>
				{helpers.length > 0 ? (
					<ul className="small mt-3">
						{helpers.map(({ id: helper, title, name, phone }) => (
							<li key={helper}>
								{title}: {name}
								{phone ? (
									<>
										, <PhoneOf phone={phone} />
									</>
								) : null}
							</li>
						))}
					</ul>
				) : null}
			</MarginSection>
		</Wrap>
	)
}
