import { useRevalidator } from "@remix-run/react"
import { useEffect, useState } from "react"
import type { PhotoLink } from "#app/domain/application/photos/photo-link.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Panel } from "../ui/panel.tsx"

const LOOK_AGAIN_MS = 4000

/** «Телефон вместо сканера»: a code for the phone's camera. What the phone sends appears in the list of pages. */
export function PhonePanel({ link: fresh }: { link: PhotoLink | null }) {
	// Reading the list again makes the router forget the answer of the form, and the link with it.
	const [link, setLink] = useState(fresh)
	useEffect(() => {
		if (fresh) setLink(fresh)
	}, [fresh])
	return (
		<Panel title="Телефон вместо сканера" id="phone">
			{link ? (
				<Code link={link} />
			) : (
				<p>
					Если Вы за компьютером, покажите телефону код: на нём откроется страница, которая только принимает
					фотографии. Входить в систему на телефоне не нужно.
				</p>
			)}
			<PostForm className="mt-3">
				<input type="hidden" name="intent" value="phone" />
				<SubmitButton tone="second">{link ? "Показать новый код" : "Показать код для телефона"}</SubmitButton>
			</PostForm>
		</Panel>
	)
}

function Code({ link: { url, until, code } }: { link: PhotoLink }) {
	const { revalidate } = useRevalidator()
	useEffect(() => {
		const timer = setInterval(() => {
			if (document.visibilityState === "visible") revalidate()
		}, LOOK_AGAIN_MS)
		return () => clearInterval(timer)
	}, [revalidate])
	return (
		<>
			<svg
				viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}
				width="240"
				height="240"
				role="img"
				aria-label="Код для камеры телефона"
			>
				<rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
				<path d={code.path} fill="#000" />
			</svg>
			<p>Наведите камеру телефона на код и откройте ссылку. Фотографии появятся в списке страниц.</p>
			<p className="small">
				Или наберите адрес на телефоне: <code>{url}</code>
			</p>
			<p className="small muted">
				Ссылка действует до {longDateTime(new Date(until))}. Если список не обновляется сам, обновите
				страницу.
			</p>
		</>
	)
}
