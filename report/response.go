package report

const (
	responseHeight = 74.0
	tick           = 8.0
	commentLine    = 15.0
)

// responseRoom is how much room that takes.
func (b *book) responseRoom() float64 {
	if b.in.State != ForAccuracy {
		return 0
	}
	return responseHeight + 6
}

// response leaves room under a finding for what the client says to its facts.
func (b *book) response() {
	if b.in.State != ForAccuracy {
		return
	}
	b.y += 4
	b.keep(responseHeight)
	x, right := b.page.left+blockLabel, b.page.right
	b.lines(b.page.left, b.y, styleCell.in(ink3), []string{b.say("Response")})
	at := x
	for _, word := range []string{b.say("Agree"), b.say("Partly"), b.say("Disagree")} {
		at = b.tickBox(at, b.y+1.5, word)
	}
	b.y += commentLine
	for range 2 {
		b.y += commentLine
		b.rule(x, b.y, right-x, edge)
	}
	b.y += commentLine + 2
	b.signLine(x, right)
	b.y += 8
}

// tickBox sets a box to be ticked and its word; it returns where the next begins.
func (b *book) tickBox(x, y float64, word string) float64 {
	b.frame(x, y, tick, tick, ink2)
	b.text(x+tick+4, y+tick-1, styleCell, word)
	return x + tick + 4 + b.width(styleCell, word) + 18
}

// signLine leaves room for a name and a date.
func (b *book) signLine(x, right float64) {
	name, date := b.say("Name"), b.say("Date")
	middle := x + (right-x)*0.64
	b.text(x, b.y, styleTiny.in(ink3), name)
	from := x + b.width(styleTiny, name) + 5
	b.rule(from, b.y+1, middle-12-from, edge)
	b.text(middle, b.y, styleTiny.in(ink3), date)
	from = middle + b.width(styleTiny, date) + 5
	b.rule(from, b.y+1, right-from, edge)
}

// otherResponses leaves room for answers to findings that have no block.
func (b *book) otherResponses(without int) {
	if b.in.State != ForAccuracy || without == 0 {
		return
	}
	b.nextPage()
	b.heading(b.say("Responses to the other findings"))
	b.paragraph(b.say("Name the finding by its control and asset, and say whether its facts are right."))
	for b.y+3*commentLine < b.page.bottom {
		b.y += commentLine + 3
		b.rule(b.page.left, b.y, b.page.measure(), edge)
	}
	b.y += commentLine + 6
	b.signLine(b.page.left, b.page.right)
}
