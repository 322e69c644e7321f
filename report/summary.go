package report

import (
	"fmt"

	"demarc/assess"
	"demarc/marks"
)

// summary is one page for the board: the rating, the sum, what is known, what is
// wrong, where, what to do next, and what is good.
func (b *book) summary() {
	b.section(upright, b.say("Summary"), "")
	b.y -= 6
	t := b.totals
	b.ratingStrip()
	lede := style{semibold, 14, 19, ink}
	b.prose(lede, b.page.measure(), b.headline(t))
	b.prose(styleBody.in(ink2), b.page.measure(), b.sumText(t))
	b.y += 5
	b.sumBar(b.page.left, b.y, b.page.measure(), 15, t)
	b.y += 27
	b.figures(t)
	b.charts(t)
	b.heatMap()
	b.nextThree()
	b.strengths()
}

// headline is the first thing to know.
func (b *book) headline(t assess.Totals) string {
	switch {
	case t.Cells == 0:
		return b.say("No cells are counted yet.")
	case t.Unowned == 0:
		return b.say("Every duty has somebody accountable.")
	}
	return b.say("Nobody is accountable for %s of %s.", b.number(t.Unowned), b.counted(t.Cells, "%s cell", "%s cells"))
}

// sumBar draws the three parts of the sum.
func (b *book) sumBar(x, y, w, h float64, t assess.Totals) {
	b.bar(x, y, w, h,
		part{value: t.Unowned, colour: alarm, label: b.say("%s unowned", b.number(t.Unowned)), ink: white},
		part{value: t.Owned, colour: ownedBar, label: b.say("%s owned", b.number(t.Owned)), ink: ink},
		part{value: t.NotApplicable, edge: true, label: b.say("%s n/a", b.number(t.NotApplicable)), ink: ink2})
}

// figures sets the numbers that qualify the sum, each with its words.
func (b *book) figures(t assess.Totals) {
	figures := []struct{ value, words string }{
		{b.number(t.HalfOwned), b.say("half owned: one side of a shared cell has nobody")},
		{b.number(t.Undecided), b.say("undecided: nobody knows whose duty")},
		{b.number(t.Presumed), b.say("owned on the provider's word alone")},
		{b.number(t.NotAssessed), b.say("not assessed: has anybody looked?")},
		{b.percent(t), b.say("implemented, as declared; %s of these evidenced", b.number(t.Evidenced))},
	}
	const depth = 54
	width := b.page.measure() / float64(len(figures))
	s := style{regular, 7.5, 9.5, ink2}
	for i, f := range figures {
		x := b.page.left + float64(i)*width
		if i > 0 {
			b.fill(x-9, b.y, 0.5, depth-4, hairline)
		}
		b.text(x, b.y+14, styleFigure, f.value)
		b.lines(x, b.y+20, s, b.typeface.clip(s, width-18, f.words, 3))
	}
	b.y += depth + 10
}

// measured is a line of a chart: a mark, a word, a number and a bar.
type measured struct {
	word    string
	value   int
	colour  rgb // the bar's
	mark    []marks.Stroke
	tint    rgb // the mark's
	tile    marks.Tile
	isState bool // the mark is the tile's
}

// charts stand side by side: findings by severity, and what the applicable
// cells amount to.
func (b *book) charts(t assess.Totals) {
	const gap = 28.0
	counts := assess.SeverityCounts(b.in.Findings)
	var severities []measured
	for i := len(assess.Severities) - 1; i >= 0; i-- {
		mark, colour := severityMark(assess.Severities[i])
		severities = append(severities, measured{word: capital(b.word(string(assess.Severities[i]))), value: counts[i], colour: colour, mark: mark, tint: colour})
	}
	outcome := func(word string, value int, tile marks.Tile) measured {
		return measured{word: word, value: value, colour: chartFill(tile), tile: tile, isState: true}
	}
	width := (b.page.measure() - gap) / 2
	top := b.y
	b.chart(b.page.left, width, b.counted(len(b.in.Findings), "%s finding by severity", "%s findings by severity"), severities)
	b.y = top
	b.chart(b.page.left+width+gap, width, b.counted(t.Applicable, "%s applicable cell, as declared", "%s applicable cells, as declared"), []measured{
		outcome(b.say("Implemented"), t.Compliant, marks.Implemented), outcome(b.say("Partial"), t.Partial, marks.Partial),
		outcome(b.say("Gap"), t.Gaps, marks.Gap), outcome(b.say("of these not assessed"), t.NotAssessed, marks.NotAssessed),
	})
	b.y += 12
}

// chartFill is a state's fill as a bar, which stands on white.
func chartFill(tile marks.Tile) rgb {
	if tile == marks.Implemented {
		return ownedBar
	}
	return tintOf(tile).fill
}

func (b *book) chart(x, width float64, title string, rows []measured) {
	const words, number4, step = 92.0, 34.0, 13.5
	b.overline(x, b.y+7, ink3, title)
	b.y += 13
	largest := 1
	for _, r := range rows {
		largest = max(largest, r.value)
	}
	for _, r := range rows {
		if r.isState {
			b.tile(x, b.y+1.5, 9, 9, r.tile, false)
		} else {
			b.mark(x-1, b.y+0.5, 11, r.mark, r.tint)
		}
		b.text(x+15, b.y+9, styleSmall.in(ink), r.word)
		b.textRight(x+15+words+number4-8, b.y+9, styleSmall.with(semibold).in(ink), b.number(r.value))
		if room := width - 15 - words - number4; r.value > 0 {
			b.fill(x+15+words+number4, b.y+2, max(2, float64(r.value)/float64(largest)*room), 8, r.colour)
		}
		b.y += step
	}
}

// nextThree lists the most urgent actions.
func (b *book) nextThree() {
	const text = 96.0
	actions := b.evaluation.Urgent(b.in.Findings, 3)
	b.overline(b.page.left, b.y+7, ink3, b.say("Do next"))
	b.y += 13
	if len(actions) == 0 {
		b.paragraph(b.say("Nothing is asked for. %s", b.noFindings()))
		return
	}
	s, saved := style{regular, 7.75, 10, ink2}, 0.0
	for i, a := range actions {
		mark, colour := severityMark(a.Severity)
		b.rule(b.page.left, b.y, b.page.measure(), hairline)
		head := styleSmall.with(semibold)
		b.text(b.page.left, b.y+12, head.in(ink), fmt.Sprint(i+1))
		b.mark(b.page.left+12, b.y+3.6, 11, mark, colour)
		b.text(b.page.left+27, b.y+12, head.in(colour), fmt.Sprintf("%s %d", capital(b.word(string(a.Severity))), a.Score))
		count := joined(", ", b.counted(a.Findings, "%s finding", "%s findings"), b.counted(a.Cells, "%s cell", "%s cells"))
		b.textRight(b.page.right, b.y+12, s, count)
		room := b.page.measure() - text - b.width(s, count) - 16
		b.text(b.page.left+text, b.y+12, head.in(ink), b.typeface.fit(head, room, b.urgentPlace(a)))
		if a.Asset != nil {
			b.linkTo(b.page.left+text, b.y+3, room, 12, b.sheets[a.Asset.ID])
		}
		lines := b.typeface.clip(s, b.page.measure()-text, shorten(oneLine(quoted(a.Action.In(b.told()))), textLimit), 2)
		b.lines(b.page.left+text, b.y+16, s, lines)
		b.y += 19 + float64(len(lines))*s.leading
		saved += float64(2-len(lines)) * s.leading
	}
	b.y += min(saved, 6)
}

// urgentPlace says what an urgent action is about.
func (b *book) urgentPlace(a assess.UrgentAction) string {
	control, asset := "", ""
	if a.Control != nil {
		control = b.controlShort(a.Control)
	}
	if a.Asset != nil {
		asset = b.assetName(a.Asset)
	}
	switch {
	case control != "" && asset != "":
		return b.say("%s on %s", control, asset)
	case control+asset != "":
		return control + asset
	}
	return b.say("The engagement as a whole")
}

// noFindings is no praise.
func (b *book) noFindings() string {
	assessed := b.totals.Applicable - b.totals.NotAssessed
	return b.say("No findings in %s. %s not assessed.", b.counted(assessed, "%s assessed cell", "%s assessed cells"), b.countedAre(b.totals.NotAssessed))
}

func (b *book) countedAre(n int) string { return b.counted(n, "%s cell is", "%s cells are") }
