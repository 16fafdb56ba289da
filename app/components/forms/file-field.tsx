import { type ReactNode, useId } from "react"
import { classes } from "../ui/classes.ts"
import { type FieldFrame, FieldNotes, useControl } from "./field-base.tsx"

type FileFieldProps = FieldFrame & {
	/** «.pdf,.jpg,.jpeg,.png,.zip» */
	accept?: string
	multiple?: boolean
}

/** Label and hint say everything, because the browser provides the words on the button. The form needs `encType="multipart/form-data"`. */
export function FileField(props: FileFieldProps) {
	const { label, hint, className, accept, multiple } = props
	const control = useControl(props)
	return (
		<div className={classes("field drop", control.errors.length > 0 && "is-wrong", className)}>
			<label className="label" htmlFor={control.id}>
				{label}
			</label>
			<FieldNotes control={control} hint={multiple ? hint : <OneFile hint={hint} />} />
			<input {...control.attributes} type="file" accept={accept} multiple={multiple} />
		</div>
	)
}

const OneFile = ({ hint }: { hint: ReactNode }) => <>{hint} Один файл: другой выбор заменяет прежний.</>

type FileCardProps = {
	title: ReactNode
	/** Its number among the files on the page. */
	number?: number
	/** A status tag: «Не прикреплены», «Прикреплено», «Не принят». */
	tag?: ReactNode
	look?: "missing" | "bad"
	children?: ReactNode
}

/** One expected file: its name, whether it is attached, and the field to attach or replace it. */
export function FileCard({ title, number, tag, look, children }: FileCardProps) {
	const heading = useId()
	return (
		<section className={classes("file", look && `file--${look}`)} aria-labelledby={heading}>
			<div className="file__head">
				<h2 id={heading}>
					{number ? <span className="file__n">{number}</span> : null}
					{title}
				</h2>
				{tag}
			</div>
			{children ? <div className="file__body">{children}</div> : null}
		</section>
	)
}
