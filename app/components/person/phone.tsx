/** A phone number that can be called by pressing it. */
export const Phone = ({ phone }: { phone: string }) => (
	<a className="nowrap" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
		{phone}
	</a>
)
