package report

// part is one piece of a bar.
type part struct {
	value  int
	colour rgb
	edge   bool // outlined, for a piece without a fill
	label  string
	ink    rgb // the label's
}

// spans splits a length among parts by their values. A part that is there
// never vanishes: it keeps a sliver, which the largest part gives up.
func spans(parts []part, length, sliver float64) []float64 {
	total, largest := 0, 0
	for i, p := range parts {
		total += p.value
		if p.value > parts[largest].value {
			largest = i
		}
	}
	widths := make([]float64, len(parts))
	if total == 0 {
		return widths
	}
	for i, p := range parts {
		widths[i] = length * float64(p.value) / float64(total)
	}
	for i, p := range parts {
		if p.value > 0 && widths[i] < sliver {
			widths[largest] -= sliver - widths[i]
			widths[i] = sliver
		}
	}
	return widths
}

// bar draws parts side by side.
func (b *book) bar(x, y, w, h float64, parts ...part) {
	total := 0
	for _, p := range parts {
		total += p.value
	}
	if total == 0 {
		b.frame(x, y, w, h, hairline)
		return
	}
	for i, span := range spans(parts, w, 2) {
		if span <= 0 {
			continue
		}
		if parts[i].edge {
			b.frame(x+0.3, y+0.3, span-0.6, h-0.6, edge)
		} else {
			b.fill(x, y, span-0.75, h, parts[i].colour)
		}
		b.barLabel(x, y, span, h, parts[i])
		x += span
	}
}

// barLabel names a piece inside it, where it is large enough for its words.
func (b *book) barLabel(x, y, w, h float64, p part) {
	s := styleLabel.with(semibold).in(p.ink)
	if h >= s.leading && b.width(s, p.label)+12 <= w {
		b.text(x+6, y+h/2+2.6, s, p.label)
	}
}
