import { Form, useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { paths } from "#app/utils/paths.ts"
import { useSingleSubmit } from "../forms/single-submit.ts"
import { classes } from "../ui/classes.ts"
import { Icon } from "../ui/icon.tsx"
import { Link } from "../ui/link.tsx"
import { Brand } from "./brand.tsx"
import { ShellContext, type Width } from "./shell-context.ts"
import { Toast } from "./toast.tsx"
import { useFocusOnArrival } from "./use-focus-on-arrival.ts"

export type NavItem = {
	to: string
	label: string
	/** More addresses that belong to this section of the menu. */
	also?: readonly string[]
}

export type CabinetLink = { to: string; label: string; current: boolean }

type CabinetShellProps = {
	nav: readonly NavItem[]
	/** Who is signed in: the name, and the role in words. If null, the head offers to sign in. */
	who?: { name: string; role: ReactNode } | null
	/** Teachers and the public get the narrow width, coordinators and operators the wide one. */
	width?: Width
	/** The cabinets of a person with several roles, including the present one. */
	cabinets?: readonly CabinetLink[]
	/** Where the product's name links. */
	home?: string
	region?: string
	/** Shown above everything: the demo's clock, or a notice of works. */
	banner?: ReactNode
	foot?: readonly NavItem[]
	/** Whether the head of a public page shows «Войти». The sign-in page itself does not. */
	offerSignIn?: boolean
	children: ReactNode
}

const publicFoot: readonly NavItem[] = [
	{ to: paths.schedules(), label: "Графики аттестации" },
	{ to: paths.help(), label: "Помощь" },
	{ to: paths.rules(), label: "Правила и сроки" },
]

/** A menu with more entries than this is set tighter, to leave room for the name. */
const LONG_MENU = 4

/** Head, content and foot of every page. The menu works without a script and folds on a narrow screen. */
export function CabinetShell({
	nav,
	who,
	cabinets = [],
	width = "narrow",
	home = paths.home(),
	region,
	banner,
	foot = publicFoot,
	offerSignIn = true,
	children,
}: CabinetShellProps) {
	useSingleSubmit()
	const main = useFocusOnArrival()
	const wrap = width === "wide" ? "wrap wrap--wide" : "wrap"
	const current = currentItem(nav, useLocation().pathname)
	const way = who ? <SignOut /> : offerSignIn ? <SignIn /> : null
	return (
		<ShellContext.Provider value={width}>
			<a className="skip" href="#main">
				Перейти к содержанию
			</a>
			{banner ? (
				<aside className="banner" aria-label="Сообщение системы">
					<div className={wrap}>{banner}</div>
				</aside>
			) : null}
			<header className="head">
				{cabinets.length > 1 ? <Cabinets cabinets={cabinets} wrap={wrap} /> : null}
				<div className={classes(wrap, "head__row")}>
					<Brand to={home} region={region} />
					{nav.length > 0 ? (
						<nav className={classes("nav", nav.length > LONG_MENU && "nav--long")} aria-label="Главное меню">
							<Menu items={nav} current={current} />
						</nav>
					) : null}
					<div className="who">
						{who ? (
							<span className="who__name">
								{who.name}
								<small>{who.role}</small>
							</span>
						) : null}
						{way}
					</div>
					<details className="burger">
						<summary>
							<Icon name="menu" />
							Меню
						</summary>
						<nav className="burger__list" aria-label="Меню для узкого экрана">
							{who ? (
								<p className="burger__who">
									{who.name}, {who.role}
								</p>
							) : null}
							<Menu items={nav} current={current} />
							{way}
						</nav>
					</details>
				</div>
			</header>
			<main id="main" tabIndex={-1} ref={main}>
				<Toast />
				{children}
			</main>
			<footer className="foot">
				<div className={classes(wrap, "foot__row")}>
					<p>
						<b>Электронная система «Аттестация»</b>
						<br />
						Сроки указаны по томскому времени.
					</p>
					<nav aria-label="Сведения о системе">
						<Menu items={foot} />
					</nav>
				</div>
			</footer>
		</ShellContext.Provider>
	)
}

function Menu({ items, current }: { items: readonly NavItem[]; current?: string }) {
	return (
		<ul>
			{items.map((item) => (
				<li key={item.to}>
					<Link to={item.to} aria-current={item.to === current ? "page" : undefined}>
						{item.label}
					</Link>
				</li>
			))}
		</ul>
	)
}

/** Rendered above the menu, so that a person finds their second role at once. */
function Cabinets({ cabinets, wrap }: { cabinets: readonly CabinetLink[]; wrap: string }) {
	return (
		<nav className="cabinets" aria-label="Ваши кабинеты">
			<ul className={wrap}>
				{cabinets.map(({ to, label, current }) => (
					<li key={to}>
						<Link to={to} aria-current={current ? "true" : undefined}>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	)
}

/** The longest menu address that is a prefix of the current one, so that a deeper page still marks its section. */
export function currentItem(items: readonly NavItem[], pathname: string): string | undefined {
	return items
		.flatMap(({ to, also = [] }) => [to, ...also].map((address) => ({ to, address })))
		.filter(({ address }) => pathname === address || pathname.startsWith(`${address.replace(/\/$/, "")}/`))
		.sort((a, b) => b.address.length - a.address.length)[0]?.to
}

function SignOut() {
	return (
		<Form method="post" action={paths.logout()} reloadDocument>
			<button type="submit" className="btn btn--text btn--s">
				Выйти
			</button>
		</Form>
	)
}

function SignIn() {
	return (
		<Link className="btn btn--second btn--s" to={paths.login()}>
			Войти
		</Link>
	)
}
