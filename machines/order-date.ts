/**
 * An order of the department is entered when it has been signed, so its date is never ahead: letters go out with it, the schedule
 * becomes public, a category is counted from the sitting before it.
 */
export const isSignedBy = (orderDate: string, today: string): boolean => orderDate <= today

export const ORDER_AHEAD =
	"Дата распоряжения ещё не наступила. Внесите распоряжение, когда оно подписано, или проверьте дату."
