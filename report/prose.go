package report

import "strings"

// section begins a chapter on a page of its own. The lede says in a sentence
// what it holds; it may be empty.
func (b *book) section(p page, title, lede string) {
	b.typeface.section, b.overPage = title, nil
	b.addPage(p)
	b.place(title, 0, true)
	b.fill(b.page.left-14, b.y-1, 2, 24, accent)
	b.text(b.page.left, b.y+17, styleTitle, title)
	b.y += 34
	if lede != "" {
		b.prose(styleLede, min(b.page.measure(), 420), lede)
		b.y += 8
	}
	b.y += 6
}

// heading stands over a part of a chapter. It is set together with what comes
// next.
func (b *book) heading(text string) { b.pending = text }

func (b *book) headingLines() []string {
	return b.typeface.clip(styleHeading, b.page.measure(), b.pending, 2)
}

// waiting is the height of the heading that is not set yet.
func (b *book) waiting() float64 {
	if b.pending == "" {
		return 0
	}
	return float64(len(b.headingLines()))*styleHeading.leading + 8
}

// settle sets the heading that waits, where the page now stands.
func (b *book) settle() {
	if b.pending == "" {
		return
	}
	lines := b.headingLines()
	b.pending = ""
	b.y = b.lines(b.page.left, b.y+4, styleHeading, lines) + 4
}

// prose sets running text over as many pages as it takes.
func (b *book) prose(s style, width float64, text string) {
	b.flow(b.page.left, width, s, text)
}

// flow never leaves one line of several alone on either page.
func (b *book) flow(x, width float64, s style, text string) {
	lines := b.typeface.wrap(s, width, text)
	b.keep(float64(min(len(lines), 2)) * s.leading)
	for len(lines) > 0 {
		room := max(1, int((b.page.bottom-b.y)/s.leading+0.001))
		if room == len(lines)-1 && room > 2 {
			room--
		}
		part := lines[:min(room, len(lines))]
		b.y = b.lines(x, b.y, s, part)
		if lines = lines[len(part):]; len(lines) > 0 {
			b.nextPage()
		}
	}
}

// paragraph is running text with room below.
func (b *book) paragraph(text string) {
	b.prose(styleBody, b.proseMeasure(), text)
	b.y += paragraphGap
}

const paragraphGap = 6

// proseMeasure is how wide running text is set.
func (b *book) proseMeasure() float64 { return min(b.page.measure(), 440) }

// paragraphDepth is the height of a paragraph that stands on one page.
func (b *book) paragraphDepth(text string) float64 {
	return float64(len(b.typeface.wrap(styleBody, b.proseMeasure(), text))) * styleBody.leading
}

const (
	pointLabel = 22.0
	pointWidth = 418.0
)

// pointsDepth is the height of points that stand on one page.
func (b *book) pointsDepth(texts []string) (depth float64) {
	for _, text := range texts {
		depth += float64(len(b.typeface.wrap(styleBody, pointWidth, text)))*styleBody.leading + paragraphGap
	}
	return depth
}

// point sets an entry of a list with its number.
func (b *book) point(label, text string) {
	b.keep(2 * styleBody.leading)
	b.text(b.page.left, b.y+styleBody.leading*0.5+styleBody.size*0.36, styleBody.with(semibold).in(accent), label)
	b.flow(b.page.left+pointLabel, pointWidth, styleBody, text)
	b.y += paragraphGap
}

// fact is a label and what it stands for.
type fact struct{ label, value string }

const factLabel = 138

// facts sets labels on the left and their values on the right of a line, as
// the cover does. Few of them stand on one page, of more the last ones.
func (b *book) facts(facts ...fact) {
	const last = 3
	depths, all := make([]float64, len(facts)), 0.0
	for i, f := range facts {
		depths[i] = b.factDepth(f)
		all += depths[i]
	}
	few := (b.page.bottom - b.page.top) / 2
	for i, f := range facts {
		if (i == 0 || i == len(facts)-last) && all <= few {
			b.keep(all)
		}
		all -= depths[i]
		b.factRow(f)
	}
	b.rule(b.page.left, b.y, b.page.measure(), hairline)
	b.y += 16
}

// factStyle sets a digest on one line, to be compared by eye.
func factStyle(f fact) style {
	if digest(f.value) {
		return style{regular, 8.5, styleBody.leading, ink}
	}
	return styleBody
}

func (b *book) factLabelLines(f fact) []string {
	return b.typeface.clip(styleSmall, factLabel-12, f.label, 4)
}

// factDepth is the height of a fact that stands on one page.
func (b *book) factDepth(f fact) float64 {
	s := factStyle(f)
	lines := b.typeface.wrap(s, b.page.measure()-factLabel, f.value)
	return 10 + max(float64(len(b.factLabelLines(f)))*styleSmall.leading, float64(len(lines))*s.leading)
}

func (b *book) factRow(f fact) {
	s := factStyle(f)
	width := b.page.measure() - factLabel
	lines := b.typeface.wrap(s, width, f.value)
	label := b.factLabelLines(f)
	depth := float64(len(label)) * styleSmall.leading
	b.keep(10 + max(depth, float64(min(len(lines), 8))*s.leading))
	b.rule(b.page.left, b.y, b.page.measure(), hairline)
	page, y := b.pageNumber(), b.y+5
	// One line's middle stands level with that of the larger value beside it.
	b.lines(b.page.left, y+(s.leading-styleSmall.leading)/2, styleSmall, label)
	b.y = y
	b.flow(b.page.left+factLabel, width, s, f.value)
	if page == b.pageNumber() {
		b.y = max(b.y, y+depth)
	}
	b.y += 5
}

// digest reports a SHA-256 in hex.
func digest(text string) bool {
	return len(text) == 64 && strings.Trim(text, "0123456789abcdef") == ""
}

// stated is a value, or the words that say that there is none.
func (b *book) stated(text string) string {
	if strings.TrimSpace(text) == "" {
		return b.say("not stated")
	}
	return text
}

// joined puts what is there of some texts together.
func joined(separator string, texts ...string) string {
	var there []string
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, separator)
}
