import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { getActor } from "#app/auth/actor.server.ts"
import { homeOf } from "#app/auth/cabinets.ts"
import { Gate } from "#app/components/shell/gate.tsx"
import { HOW_IT_GOES } from "#app/components/shell/how-it-goes.tsx"
import { PLAIN } from "#app/components/shell/plain.ts"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { seeOther } from "#app/utils/http/http.server.ts"
import { errorTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const handle = PLAIN

export const meta: MetaFunction = ({ error }) => [
	{ title: error ? errorTitle(error) : "Электронная система «Аттестация»" },
	{
		name: "description",
		content:
			"Заявления педагогических работников на квалификационную категорию: от формы до решения комиссии.",
	},
]

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await getActor(request)
	if (actor) throw seeOther(homeOf(actor))
	return null
}

export default function FrontPage() {
	return (
		<PublicFrame>
			<Gate
				title="Электронная система «Аттестация»"
				lead="Здесь педагогические работники подают заявления на первую и высшую квалификационные категории и следят за ними до решения аттестационной комиссии."
				say={HOW_IT_GOES}
			>
				<div className="acts">
					<ButtonLink to={paths.login()}>Войти</ButtonLink>
					<ButtonLink to={paths.register()} tone="second">
						Зарегистрироваться
					</ButtonLink>
				</div>
				<hr />
				<h2 className="legend--m">Кому что делать</h2>
				<p className="mt-2">
					Педагог регистрируется самостоятельно. Координатор, специалист по аттестации и руководитель
					предметной группы входят по приглашению, которое приходит на электронную почту.
				</p>
				<p className="mt-3">
					Утверждённые графики аттестации открыты для всех: чтобы посмотреть их, входить не нужно.
				</p>
			</Gate>
		</PublicFrame>
	)
}
