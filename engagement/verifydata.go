package engagement

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"demarc/assess"
	"demarc/catalog"
	"demarc/exchange"
	"demarc/report"
	"demarc/sign"
	"demarc/words"
)

// CheckedData is what came of counting a report's numbers again.
type CheckedData struct {
	// Matches is nil where that could not be found out; Said tells why, and
	// where it is false what differs.
	Matches *bool
	Said    []words.Said
	// Pages says that the pages were set again as well, and compared.
	Pages bool
}

var dataKeyword = regexp.MustCompile(`(?:^|[ ,;])demarc-data=([0-9a-f]{64})(?:$|[ ,;])`)

// maxCountedCells bounds what is evaluated for data that comes from anywhere:
// four times the size that the program is made for.
const maxCountedCells = 1_040_000

// unsound are verdicts of files in which nothing can be relied upon.
var unsound = []sign.Verdict{sign.Tampered, sign.Malformed, sign.NotSupported}

// CheckData counts a verified report's numbers again, from the data in it or
// beside it, with the catalogue packs that it names, and compares; where this
// program made the report, its pages are set again and compared too. What it
// finds is in v.Data.
func (l *Library) CheckData(ctx context.Context, path string, v *VerifiedPDF) error {
	pdf, err := readBounded(path, maxPDF)
	if err != nil {
		return unreadable(filepath.Base(path), err)
	}
	check := &dataCheck{library: l, pdf: pdf, path: path, verified: v}
	check.run(ctx)
	if err := ctx.Err(); err != nil {
		return unavailable(err, "the check was stopped: %v", err)
	}
	v.Data = &check.found
	return nil
}

// dataCheck is one such check under way.
type dataCheck struct {
	library  *Library
	pdf      []byte
	path     string
	verified *VerifiedPDF
	contents *sign.Contents
	found    CheckedData
}

// unknown says why nothing could be found out.
func (c *dataCheck) unknown(text string, args ...any) {
	c.found.Said = append(c.found.Said, words.Say(text, args...))
}

// differs says where the data does not match.
func (c *dataCheck) differs(said ...words.Said) {
	no := false
	c.found.Matches, c.found.Said = &no, append(c.found.Said, said...)
}

func (c *dataCheck) run(ctx context.Context) {
	if slices.Contains(unsound, c.verified.Verdict) {
		c.unknown("the file itself is not sound, so its data was not looked at")
		return
	}
	contents, err := sign.OpenPDF(c.pdf)
	if err != nil {
		c.unknown("the file cannot be looked into: %s", err)
		return
	}
	c.contents = contents
	named := dataKeyword.FindStringSubmatch(c.verified.Info["Keywords"])
	if named == nil {
		c.unknown("it names no data that its numbers come from")
		return
	}
	data, found := c.read()
	if !found {
		return
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != named[1] {
		c.differs(words.Say("the data is not that which the report names: its SHA-256 is %x, and the report says %s", sum, named[1]))
	}
	basis, err := exchange.ReadBasis(data)
	switch {
	case errors.Is(err, exchange.ErrNewerAssessment):
		c.unknown("%s", err)
	case err != nil:
		c.differs(words.Say("%s", err))
	default:
		c.count(ctx, basis, data)
	}
}

// read finds the data: in the report, or beside it.
func (c *dataCheck) read() (data []byte, found bool) {
	data, err := c.contents.EmbeddedFile(dataName, exchange.MaxAssessment)
	if err != nil {
		c.differs(words.Say("%s", err))
		return nil, false
	}
	if data != nil {
		return data, true
	}
	beside := dataBeside(c.path)
	data, err = readBounded(beside, exchange.MaxAssessment)
	if errors.Is(err, os.ErrNotExist) {
		c.unknown("its data is not attached, and %s is not beside it", filepath.Base(beside))
		return nil, false
	}
	if err != nil {
		c.unknown("%s cannot be read: %s", filepath.Base(beside), reason(err))
		return nil, false
	}
	return data, true
}

// count evaluates the records anew, and compares with what the data and the
// report say.
func (c *dataCheck) count(ctx context.Context, a *exchange.AssessmentBasis, data []byte) {
	state, err := a.State()
	if err != nil {
		c.differs(words.Say("%s", err))
		return
	}
	if v := c.verified; a.Head != v.Head || state.Engagement.ID != v.Engagement {
		c.differs(words.Say("the data is of another engagement or commit than the report"))
		return
	}
	catalogue, missing, err := c.library.catalogueNamed(&a.Catalogue)
	switch {
	case missing != "":
		c.unknown("the catalogue pack %s is neither in the data nor in this program, so nothing was counted again", missing)
		return
	case err != nil:
		c.differs(words.Say("the catalogue packs in the data cannot be read: %s", err))
		return
	case catalogue.SHA256 != a.Catalogue.SHA256 || catalogue.Version != a.Catalogue.Version || catalogue.AsOf != a.Catalogue.AsOf:
		c.differs(words.Say("the data names the catalogue %s, and its packs make %s", a.Catalogue.Version, catalogue.Version))
		return
	case len(state.Assets)*len(catalogue.Controls) > maxCountedCells:
		c.unknown("the data holds more cells than this program counts")
		return
	}
	// Counting and setting go on beside each other: both take long. Each has an
	// evaluation of its own, which remembers what was looked up in it.
	said := make(chan []words.Said, 1)
	go func() {
		said <- c.library.differences(a, evaluated(report.Input{}, state, catalogue, a.EvaluatedOn), data)
	}()
	pages := dataCheck{library: c.library, contents: c.contents}
	pages.pages(ctx, a, evaluated(report.Input{}, state, catalogue, a.EvaluatedOn), data)
	if differences := <-said; len(differences) > 0 {
		c.differs(differences...)
	}
	if c.found.Matches != nil {
		return
	}
	if c.found = pages.found; c.found.Matches == nil {
		yes := true
		c.found.Matches = &yes
	}
}

// differences holds the data against what was counted. Written out again it has
// to be the same, which is quickly seen; where it is not, it is read as a whole
// to say what differs. Another version may write the same otherwise.
func (l *Library) differences(a *exchange.AssessmentBasis, input report.Input, data []byte) []words.Said {
	counted := exchange.NewAssessment(input.Evaluation, input.Findings, a.AssessmentFacts)
	counted.Catalogue.Packs = a.Catalogue.Packs
	if sameText(counted.Encode, data) {
		return nil
	}
	whole, err := exchange.ReadAssessment(data)
	if err != nil {
		return []words.Said{words.Say("%s", err)}
	}
	said := whole.Differences(counted)
	if len(said) == 0 && counted.Program == l.program() {
		said = append(said, words.Say("the data is not written as this program writes it"))
	}
	return said
}

// pages sets a report of this program's making again. One of another version
// may word and place things otherwise.
func (c *dataCheck) pages(ctx context.Context, a *exchange.AssessmentBasis, evaluated report.Input, data []byte) {
	if a.Program != c.library.program() {
		c.unknown("%s made it and this is %s, so its pages were not set again", a.Program, c.library.program())
		return
	}
	if len(a.Report.FallbackFonts) > 0 {
		c.unknown("its pages were set with fonts that are not in it, so they were not set again")
		return
	}
	input, err := c.library.inputOf(&a.AssessmentFacts)
	if errors.Is(err, errUntimed) {
		c.differs(words.Say("%s", err))
		return
	}
	if err != nil {
		c.unknown("its pages cannot be set again: %s", err)
		return
	}
	input.Evaluation, input.Findings = evaluated.Evaluation, evaluated.Findings
	if err := addData(&input, ready(data), io.Discard, c.attached); err != nil {
		c.unknown("its pages cannot be set again: %s", err)
		return
	}
	document, err := report.Write(ctx, input, nil)
	if err != nil {
		c.unknown("its pages cannot be set again: %s", err)
		return
	}
	made, err := sign.OpenPDF(document.PDF)
	if err != nil {
		c.unknown("its pages cannot be set again: %s", err)
		return
	}
	c.found.Pages = true
	c.deviates(c.contents.Deviation(made))
}

// attached compares an attached file with what the data comes to. Packing takes
// long, so that one which holds it is taken as it is packed.
func (c *dataCheck) attached(file *report.Attachment, content func(io.Writer) error) error {
	if file.Name == dataName {
		// What the file holds was read from it, and need not be read again.
		if packed := c.contents.PackedFile(dataName); packed != nil {
			return file.Packed(func(w io.Writer) ([]byte, error) { return packed, content(w) })
		}
	}
	var packed []byte
	holds := false
	err := file.Packed(func(w io.Writer) (_ []byte, err error) {
		packed, holds, err = c.contents.FileHolds(file.Name, func(compared io.Writer) error { return content(io.MultiWriter(compared, w)) })
		return packed, err
	})
	if err != nil || !holds {
		c.differs(words.Say("%s in the report does not show what the data comes to", file.Name))
	} else if packed != nil {
		return nil
	}
	return file.Pack(content)
}

// sameText reports whether just this text is written.
func sameText(write writing, text []byte) bool {
	rest := comparedText(text)
	return write(&rest) == nil && len(rest) == 0
}

// comparedText is what of a text is still to be written.
type comparedText []byte

func (c *comparedText) Write(p []byte) (int, error) {
	if !bytes.HasPrefix(*c, p) {
		return 0, words.Errorf("another text is written")
	}
	*c = (*c)[len(p):]
	return len(p), nil
}

// deviates says which pages show something else than the data.
func (c *dataCheck) deviates(d sign.Deviation) {
	const listed = 10
	if d.Renumbered {
		c.differs(words.Say("another program wrote the file anew, so that no page can be compared with what the data comes to"))
		return
	}
	for i, page := range d.Pages {
		if i == listed {
			c.differs(words.Say("and so do %d more", len(d.Pages)-listed))
			break
		}
		c.differs(words.Say("page %d shows something else than the data comes to", page))
	}
	if d.Missing > 0 {
		c.differs(words.Say("%d pages are missing", d.Missing))
	}
	if d.Added > 0 {
		c.differs(words.Say("%d pages were added", d.Added))
	}
	if d.Elsewhere && len(c.found.Said) == 0 {
		c.differs(words.Say("its typefaces, contents or properties are not those that this program makes"))
	}
}

// catalogueNamed composes the packs that data names, from the data or from
// what the program carries. It names the one that it does not have.
func (l *Library) catalogueNamed(named *exchange.AssessmentCatalogue) (_ *assess.Catalogue, missing string, _ error) {
	base, err := l.BasePack()
	if err != nil {
		return nil, "", err
	}
	var packs []*catalog.Pack
	for _, n := range named.Packs {
		pack := base
		switch {
		case n.Content != "":
			if pack, err = catalog.Decode([]byte(n.Content)); err != nil {
				return nil, "", err
			}
		case n.SHA256 != base.Info.SHA256:
			return nil, n.Name + " " + n.Version, nil
		}
		if i := pack.Info; i != (assess.PackInfo{Name: n.Name, Title: n.Title, Version: n.Version, SHA256: n.SHA256}) {
			return nil, "", words.Errorf("the pack %s is not what it is said to be", n.Name)
		}
		packs = append(packs, pack)
	}
	catalogue, err := compose(packs)
	return catalogue, "", err
}
