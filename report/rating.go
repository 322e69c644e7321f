package report

import (
	"strings"

	"demarc/assess"
	"demarc/marks"
)

// ratingStrip says in one word how things stand, and why not better.
func (b *book) ratingStrip() {
	const wordWidth, inset = 128.0, 12.0
	rating := assess.Rate(b.totals, assess.SeverityCounts(b.in.Findings))
	s := styleBody.in(ink2)
	lines := b.typeface.clip(s, b.page.measure()-wordWidth-inset, b.ratingReasons(rating), 3)
	height := max(34, float64(len(lines))*s.leading+8)
	b.fill(b.page.left, b.y, b.page.measure(), height, canvas)
	b.fill(b.page.left, b.y, 3, height, gradeColour(rating.Grade))
	b.overline(b.page.left+inset, b.y+12, ink3, b.say("Overall"))
	word := style{semibold, 14, 18, ink}
	x := b.page.left + inset
	if mark, colour, has := gradeMark(rating.Grade); has {
		b.mark(x-1, b.y+16.5, 12, mark, colour)
		x += 16
	}
	b.text(x, b.y+27, word, b.typeface.fit(word, b.page.left+wordWidth-x, b.gradeWord(rating.Grade)))
	b.lines(b.page.left+wordWidth, b.y+(height-float64(len(lines))*s.leading)/2, s, lines)
	b.y += height + 10
}

func (b *book) gradeWord(g assess.Grade) string { return capital(g.Words().In(b.in.Language)) }

func (b *book) ratingReasons(r assess.Rating) string {
	var reasons []string
	for _, reason := range r.Reasons {
		reasons = append(reasons, reason.In(b.told()))
	}
	text := capital(strings.Join(reasons, "; "))
	if text == "" {
		text = r.Grade.Means().In(b.in.Language)
	} else {
		text += "."
	}
	if r.Provisional {
		text += " " + b.say("Provisional: most applicable cells are not assessed.")
	}
	return text
}

// gradeMark is the mark of the severity that a grade answers to.
func gradeMark(g assess.Grade) (mark []marks.Stroke, colour rgb, has bool) {
	severity, has := map[assess.Grade]assess.Severity{
		assess.GradeCritical: assess.SeverityCritical, assess.GradeSerious: assess.SeverityHigh, assess.GradeModerate: assess.SeverityMedium,
	}[g]
	if has {
		mark, colour = severityMark(severity)
	}
	return mark, colour, has
}

func gradeColour(g assess.Grade) rgb {
	if _, colour, has := gradeMark(g); has {
		return colour
	}
	return ownedBar
}

// strengths says what is good, in numbers.
func (b *book) strengths() {
	b.overline(b.page.left, b.y+7, ink3, b.say("What is good"))
	b.y += 12
	s := styleSmall.in(ink)
	good := b.evaluation.Strengths()
	if len(good) == 0 {
		b.text(b.page.left, b.y+9, s, b.say("Nothing yet that could be counted."))
		b.y += 12
		return
	}
	for _, strength := range good {
		b.tile(b.page.left, b.y+2, 8, 8, marks.Implemented, false)
		b.text(b.page.left+14, b.y+9, s, b.typeface.fit(s, b.page.measure()-14, strength.In(b.told())))
		b.y += 12
	}
}

// ratingScale prints what each grade takes.
func (b *book) ratingScale() {
	b.heading(b.say("How the overall rating comes about"))
	b.keep(160) // the grades stand below
	b.paragraph(b.say("It is the worst grade of which any condition is met. What was decided about a finding makes it no better: an accepted risk is still one."))
	t := b.newTable(column{head: b.say("Overall"), width: 130, style: styleCell.with(medium)}, column{head: b.say("Condition"), width: b.page.measure() - 130})
	for _, grade := range assess.Grades {
		t.row(wording(b.gradeWord(grade)), wording(grade.Means().In(b.in.Language)))
	}
	t.end()
}
