package report

import "demarc/marks"

import "demarc/assess"

// The matrix: assets down, controls across, a tile for each cell.
const (
	matrixNames  = 168.0
	matrixCount  = 36.0
	matrixRow    = 13.0
	leastRow     = 11.0 // rows draw together so far to share one page
	matrixGap    = 1.0
	matrixHeads  = 86.0
	matrixTotals = 13.0
	leastTile    = 15.0 // narrower ones are put on further pages
	mostTile     = 26.0
	matrixLegend = 18.0
)

func (b *book) matrix() {
	title := b.say("Responsibility matrix")
	b.section(sideways, title, "")
	sum, bar := b.sumText(b.totals), 150.0
	if s := styleBody.in(ink2); b.page.left+b.width(styleTitle, title)+24+b.width(s, sum) > b.page.right-bar-10 {
		b.y += s.leading + 2 // below the heading, for beside it there is no room
	}
	b.textRight(b.page.right-bar-10, b.y-23, styleBody.in(ink2), sum)
	b.sumBar(b.page.right-bar, b.y-29.5, bar, 7, b.totals)
	b.y -= 6
	if len(b.assets) == 0 || len(b.catalogue.Controls) == 0 {
		b.paragraph(b.say("There are no cells yet."))
		return
	}
	room := b.page.bottom - matrixLegend - b.y - matrixHeads - matrixTotals
	row := matrixRow
	if n := float64(len(b.assets)); room/n >= leastRow {
		row = min(row, room/n)
	}
	for i, chunk := range columnChunks(len(b.catalogue.Controls), b.page.measure()-matrixNames-matrixCount) {
		if i > 0 {
			b.nextPage()
		}
		chunk.row = row
		b.matrixPart(chunk)
		if b.err != nil {
			return
		}
	}
}

// controlSpan is a run of controls that one page has room for.
type controlSpan struct {
	from, to int
	tile     float64 // the width of one
	row      float64 // the height of one, and of its row
}

// columnChunks shares controls out over as few pages as have room for them,
// evenly.
func columnChunks(controls int, width float64) []controlSpan {
	fit := max(1, int(width/leastTile))
	pages := (controls + fit - 1) / fit
	each := (controls + pages - 1) / pages
	tile := min(mostTile, width/float64(each))
	var chunks []controlSpan
	for from := 0; from < controls; from += each {
		chunks = append(chunks, controlSpan{from: from, to: min(from+each, controls), tile: tile})
	}
	return chunks
}

// matrixPart draws all assets for a run of controls.
func (b *book) matrixPart(span controlSpan) {
	b.matrixHead(span)
	for _, asset := range b.assets {
		if span.from == 0 && !b.step() {
			return
		}
		if b.y+span.row > b.page.bottom-matrixLegend+0.01 {
			b.matrixFoot()
			b.nextPage()
			b.matrixHead(span)
		}
		b.matrixLine(asset, span)
	}
	b.matrixFoot()
}

func (b *book) matrixHead(span controlSpan) {
	base := b.y + matrixHeads
	x := b.page.left + matrixNames + matrixCount
	s := styleDense.in(ink)
	for i := span.from; i < span.to; i++ {
		control := &b.catalogue.Controls[i]
		b.turned(x+span.tile/2+s.size*0.36-matrixGap/2, base-5, s, b.typeface.fit(s, matrixHeads-8, b.controlShort(control)))
		x += span.tile
	}
	b.y = base
	b.matrixUnowned(span)
}

func (b *book) matrixLine(asset *assess.Asset, span controlSpan) {
	s := style{regular, 7.5, span.row, ink}
	baseline := b.y + span.row/2 + 2.2
	b.text(b.page.left, baseline, s, b.typeface.fit(s, matrixNames-6, b.assetName(asset)))
	b.linkTo(b.page.left, b.y, matrixNames-6, span.row, b.sheets[asset.ID])
	unowned := b.evaluation.AssetTotals(asset.ID).Unowned
	count := s.in(ink3)
	if unowned > 0 {
		count = s.with(semibold).in(alarm)
	}
	b.textRight(b.page.left+matrixNames+matrixCount-8, baseline, count, b.number(unowned))
	x := b.page.left + matrixNames + matrixCount
	row := b.evaluation.Row(asset.ID)
	for i := span.from; i < span.to; i++ {
		b.tile(x, b.y, span.tile-matrixGap, span.row-matrixGap, marks.Of(&row[i]), marks.Weak(&row[i]))
		x += span.tile
	}
	b.y += span.row
}

// matrixUnowned says under each control's head how many of its cells nobody
// owns.
func (b *book) matrixUnowned(span controlSpan) {
	s := style{semibold, 7, matrixTotals, ink}
	baseline := b.y + 8
	b.text(b.page.left, baseline, styleLabel, b.say("Asset, and unowned cells of each"))
	b.textRight(b.page.left+matrixNames+matrixCount-8, baseline, s.in(alarm), b.number(b.totals.Unowned))
	totals := b.byControl
	x := b.page.left + matrixNames + matrixCount
	for i := span.from; i < span.to; i++ {
		colour := s.in(alarm)
		if totals[i].Unowned == 0 {
			colour = s.with(regular).in(ink3)
		}
		b.textCentre(x+(span.tile-matrixGap)/2, baseline, colour, b.number(totals[i].Unowned))
		x += span.tile
	}
	b.y += matrixTotals
	b.rule(b.page.left, b.y-1.5, x-b.page.left, hairline)
}

// matrixFoot draws the legend at the foot of the page.
func (b *book) matrixFoot() { b.legend(b.page.left, b.page.bottom-4) }

// legend names the tiles, in a line from x with its middle at y.
func (b *book) legend(x, y float64) {
	const w, h = 13.0, 9.0
	s := styleDense.in(ink2)
	for kind := range marks.Tiles {
		x = b.legendItem(x, y, w, h, kind, false, b.say(kind.Words()), s)
	}
	b.legendItem(x, y, w, h, marks.Implemented, true, b.say("corner: baseline of low confidence"), s)
}

func (b *book) legendItem(x, y, w, h float64, kind marks.Tile, weak bool, text string, s style) float64 {
	b.tile(x, y-h/2, w, h, kind, weak)
	b.text(x+w+4, y+2.4, s, text)
	return x + w + 4 + b.width(s, text) + 12
}
