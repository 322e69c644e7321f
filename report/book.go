package report

import (
	"cmp"
	"context"
	"fmt"

	"github.com/jung-kurt/gofpdf"

	"demarc/assess"
)

// faceName is what the PDF library calls a face.
func faceName(f face) string {
	if f < faceCount {
		return [faceCount]string{"interregular", "intermedium", "intersemibold"}[f]
	}
	return fmt.Sprintf("fallback%d", f-faceCount)
}

// book is a report while it is being written.
type book struct {
	ctx context.Context
	err error // the first reason to stop
	in  Input

	evaluation *assess.Evaluation
	catalogue  *assess.Catalogue
	state      *assess.State
	engagement *assess.Engagement
	assets     []*assess.Asset // the counted ones, by name
	totals     assess.Totals
	byControl  []assess.Totals
	survey     survey

	pdf      *gofpdf.Fpdf
	typeface *typeface

	page page
	y    float64 // where the next thing begins
	// pending is a heading that waits for what it stands over, so that it is
	// never left alone at a page's foot.
	pending string
	// overPage, where it is set, begins every further page of a chapter.
	overPage func()
	pages    []page
	drawn    *contents

	entries []entry
	levels  []int                       // of the reader's outline, in order
	sheets  map[string]int              // links to the assets' sheets, by asset
	blocks  map[string]int              // links to the findings' blocks, by finding
	acted   map[string][]*assess.Action // by finding, once somebody asked
	// ruleNumbers are the rules' numbers in their register.
	ruleNumbers map[*assess.Rule]string
	grid        sheetGrid

	face    face
	size    float64
	brand   rgb // the firm's colour
	tiles   map[tileKey]string
	scratch []byte
	used    [][maxSettable + 1]bool // the characters that were set, by face
	// tracking is what stands between letters besides their widths.
	tracking float64

	done, total int
	progress    func(done, total int)

	contentsPage, missingPage int // pages that are filled at the end
	contentsY, missingY       float64

	document *Document
}

func newBook(ctx context.Context, in Input, progress func(done, total int)) (*book, error) {
	t, err := newTypeface(in.Fonts)
	if err != nil {
		return nil, err
	}
	e := in.Evaluation
	b := &book{
		ctx: ctx, in: in, typeface: t, progress: progress, face: noFace, drawn: newContents(), document: &Document{},
		brand:      brandColour(e.State().Engagement.Colour),
		evaluation: e, catalogue: e.Catalogue(), state: e.State(), engagement: e.State().Engagement, totals: e.Totals(),
		byControl: e.ByControl(), assets: e.Assets(), tiles: map[tileKey]string{}, sheets: map[string]int{}, blocks: map[string]int{}, ruleNumbers: map[*assess.Rule]string{}, scratch: make([]byte, 0, 512),
	}
	b.narrow()
	b.pdf = gofpdf.New("P", "pt", "A4", "")
	for i, data := range in.Fonts.all() {
		b.pdf.AddUTF8FontFromBytes(faceName(face(i)), "", data)
	}
	b.used = make([][maxSettable + 1]bool, len(in.Fonts.all()))
	b.pdf.SetCompression(false) // the pages come from contents
	b.pdf.SetAutoPageBreak(false, 0)
	for _, asset := range b.assets {
		b.sheets[asset.ID] = b.pdf.AddLink()
	}
	for i, rule := range b.state.SortedRules() {
		b.ruleNumbers[rule] = fmt.Sprintf("R%d", i+1)
	}
	b.typeface.section = b.say("Asset sheets") // where what is measured now stands
	b.grid = b.sheetColumns()
	b.typeface.section = b.say("Cover")
	b.describe()
	return b, b.pdf.Error()
}

// describe fixes what would otherwise differ from one making to the next.
func (b *book) describe() {
	b.pdf.SetCatalogSort(true)
	b.pdf.SetCreationDate(b.in.Now.UTC())
	b.pdf.SetModificationDate(b.in.Now.UTC())
}

// finishing says what the library leaves out. By the keywords a verifier ties
// the file to the engagement and to its data, and who would replace it knows
// what it is.
func (b *book) finishing() finishing {
	keywords := "demarc-head=" + b.in.Head + " demarc-engagement=" + b.engagement.ID + " demarc-catalogue=" + b.catalogue.SHA256 + " demarc-state=" + string(cmp.Or(b.in.State, Draft))
	if b.in.DataSHA256 != "" {
		keywords += " demarc-data=" + b.in.DataSHA256
	}
	language := "en"
	if b.in.Language != nil {
		language = b.in.Language.Code
	}
	return finishing{
		archive: b.in.Archive, language: language, levels: b.levels, attached: b.in.Attached,
		contents: b.drawn, faces: len(b.used),
		properties: properties{
			title: b.typeface.line(joined(": ", b.engagement.Client, b.engagement.Title)), subject: b.documentName(),
			author: b.typeface.line(b.engagement.Assessor), program: b.typeface.line(b.in.Program), keywords: b.typeface.line(keywords), made: b.in.Now,
		},
	}
}

// step says that one unit of the work is done, and reports false when it is
// to be stopped.
func (b *book) step() bool {
	b.done++
	if b.progress != nil && b.done%64 == 0 {
		b.progress(min(b.done, b.total), b.total)
	}
	if b.err == nil {
		b.err = b.ctx.Err()
	}
	return b.err == nil
}
