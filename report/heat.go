package report

import (
	"fmt"

	"demarc/assess"
	"demarc/marks"
)

const (
	// heatRows is how many hosting models the summary's map takes before the
	// rest stand together.
	heatRows = 14
	// heatDepth is the height that the map's tiles share.
	heatDepth = 196.0
	heatNames = 172.0
)

// heatMap shows hosting models against groups of controls: in each tile the
// worst state and how many of the cells are in it, never an average.
func (b *book) heatMap() {
	b.overline(b.page.left, b.y+7, ink3, b.say("Where: the worst state in each place, and how many of its cells"))
	b.y += 12
	models := b.heatModels()
	if len(models) == 0 {
		b.paragraph(b.say("There are no cells yet."))
		return
	}
	width := (b.page.measure() - heatNames) / float64(assess.Groups)
	b.heatHeads(width)
	row := max(14, min(17, heatDepth/float64(len(models))))
	for _, use := range models {
		name := b.modelName(use.id)
		if use.id == restOfModels {
			name = b.say("Other hosting models")
		}
		count := fmt.Sprintf(" (%s)", b.number(use.assets))
		s := styleSmall.in(ink)
		b.text(b.page.left, b.y+row/2+2.2, s, b.typeface.fit(s, heatNames-10-b.width(s, count), name)+count)
		for i := range assess.Groups {
			b.heatTile(b.page.left+heatNames+float64(i)*width, b.y, width-1.5, row-1.5, use.heat[i])
		}
		b.y += row
	}
	b.y += 10
}

func (b *book) heatHeads(width float64) {
	deepest := 0
	heads := make([][]string, assess.Groups)
	for i := range heads {
		heads[i] = b.typeface.wrap(styleLabel, width-1.5, b.say(assess.Group(i).Name()))
		deepest = max(deepest, len(heads[i]))
	}
	const leading = 8.5
	s := styleLabel
	s.leading = leading
	for i, lines := range heads {
		b.lines(b.page.left+heatNames+float64(i)*width, b.y+float64(deepest-len(lines))*leading, s, lines)
	}
	text := b.say("Hosting model (assets)")
	b.lines(b.page.left, b.y+float64(deepest-1)*leading, s, []string{text})
	b.y += float64(deepest)*leading + 3
}

// restOfModels is no hosting model's id: it stands for those without a row.
const restOfModels = "\x00"

func (b *book) heatModels() []modelUse {
	models := b.survey.models
	if len(models) <= heatRows {
		return models
	}
	shown := append([]modelUse(nil), models[:heatRows-1]...)
	rest := modelUse{id: restOfModels}
	for _, m := range models[heatRows-1:] {
		rest.assets += m.assets
		for g := range m.heat {
			for k, n := range m.heat[g] {
				rest.heat[g][k] += n
			}
		}
	}
	return append(shown, rest)
}

func (b *book) heatTile(x, y, w, h float64, counts [marks.Tiles]int) {
	worst, all := marks.Tiles, 0
	for kind, n := range counts {
		all += n
		if n > 0 && worst == marks.Tiles {
			worst = marks.Tile(kind)
		}
	}
	if worst == marks.Tiles {
		b.textCentre(x+w/2, y+h/2+2.4, styleLabel, b.say("none"))
		return
	}
	shade := tintOf(worst)
	if worst != marks.NotApplicable {
		b.fill(x, y, w, h, shade.fill)
	} else {
		b.frame(x+0.3, y+0.3, w-0.6, h-0.6, hairline)
	}
	side := min(h-2, 12)
	b.mark(x+2, y+(h-side)/2, side, worst.Mark(), shade.mark)
	strong, faint := styleLabel.with(semibold).in(shade.mark), styleLabel.with(regular).in(shade.mark)
	n, of := b.number(counts[worst]), " "+b.say("of %s", b.number(all))
	if b.width(strong, n)+b.width(faint, of) > w-side-6 {
		of = ""
	}
	right := x + w - 4
	b.textRight(right, y+h/2+2.4, faint, of)
	b.textRight(right-b.width(faint, of), y+h/2+2.4, strong, n)
}
