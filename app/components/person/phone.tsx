/** A number that a phone dials when it is pressed. */
export const Phone = ({ phone }: { phone: string }) => (
	<a className="nowrap" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
		{phone}
	</a>
)
