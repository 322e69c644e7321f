package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"demarc/assess"
	"demarc/words"
)

// Fonts are the typeface's three weights as TrueType files, and further ones,
// in order, for the characters that it lacks. OpenType files with CFF outlines
// cannot be embedded; CheckFallback tells.
type Fonts struct {
	Regular, Medium, SemiBold []byte
	Fallback                  [][]byte
}

func (f Fonts) all() [][]byte {
	return append([][]byte{f.Regular, f.Medium, f.SemiBold}, f.Fallback...)
}

// Signer is who will sign the document, as the identity says. Fingerprint is
// the certificate's, as it is to be printed.
type Signer struct {
	Name, Organisation, Email, Fingerprint, Statement string
	SelfSigned                                        bool
}

// Input is everything that a report is made from.
type Input struct {
	Evaluation *assess.Evaluation
	// Findings are those of the evaluation, in its order.
	Findings []assess.Finding
	// Head is the hash of the newest commit in lower-case hex, Commits the
	// number of them.
	Head    string
	Commits int
	// Program names what made the document, such as "demarc 0.1.0".
	Program string
	// Now is the moment of making. FixedClock says that it was given and not
	// read from a clock; the cover says so.
	Now        time.Time
	FixedClock bool
	// Signer is nil where the document is not to be signed.
	Signer *Signer
	// Client has a place for the client's signature prepared.
	Client bool
	// ClientStatement is what is proposed to whoever signs there; empty: the usual
	// words.
	ClientStatement string
	Fonts           Fonts
	// Language is what the report is worded in; nil is English.
	Language *words.Language
	State    State
	Edition  Edition
	// Archive makes a PDF/A-1b, which may have nothing attached.
	Archive bool
	// DataSHA256 is the digest of the data that the numbers come from, in hex:
	// attached, or for an archive beside the document. Empty where there is none.
	DataSHA256 string
	// Attached are files within the document, in the order of their names.
	Attached []Attachment
	// Omissions are what a final report lacks, as half sentences, and why it is
	// final all the same.
	Omissions      []words.Said
	OmissionReason string
	// Removals say what the records of a redacted edition were made to leave out.
	Removals Removals
	// Changes are those since the last visit; nil where there was none.
	Changes *Changes
	Slice   Slice
}

// State is how far a report has come.
type State string

// The states, in the order in which a report goes through them. A report for
// factual accuracy has room for the client's response.
const (
	Draft       State = "draft"
	ForAccuracy State = "for_accuracy"
	Final       State = "final"
)

// States lists them all.
var States = []State{Draft, ForAccuracy, Final}

// Edition is for whom a report is made.
type Edition string

// The editions: the auditor's holds the evidence register whole; the redacted
// one names no person, account, endpoint or deployment and no free text.
const (
	Full     Edition = "full"
	Auditor  Edition = "auditor"
	Redacted Edition = "redacted"
)

// Editions lists them all.
var Editions = []Edition{Full, Auditor, Redacted}

// Document is a finished report.
type Document struct {
	PDF   []byte
	Pages int
	// Missing lists the characters that are shown as a box, or not as they are
	// written.
	Missing []MissingGlyph
	// SignaturePage is the page with the place for the signature, from 0;
	// SignatureRect that place: left, bottom, right and top in PDF points from
	// the page's lower left corner.
	SignaturePage int
	SignatureRect [4]float64
	// ClientPage and ClientRect are the place for the client's signature; with
	// none, the rectangle is empty.
	ClientPage int
	ClientRect [4]float64
	// Outline lists what stands where, in the order of the pages.
	Outline []Heading
}

// Heading is a chapter, of level 0, or a part of one, and the page on which it
// begins, from 1.
type Heading struct {
	Title string
	Level int
	Page  int
}

// Write makes the report. The same input gives the same bytes. Progress, which
// may be nil, is called from time to time with the share of the work that is
// done. Write stops with the context's error when that is cancelled.
func Write(ctx context.Context, in Input, progress func(done, total int)) (document *Document, err error) {
	if in.Evaluation == nil {
		return nil, errors.New("there is no evaluation to report")
	}
	if in.Archive && len(in.Attached) > 0 {
		return nil, errors.New("an archive may have nothing attached")
	}
	// The PDF library panics on a typeface that it cannot read.
	defer func() {
		if cause := recover(); cause != nil {
			document, err = nil, fmt.Errorf("the report could not be set, because of a fault in its typeface or in the program: %v", cause)
		}
	}()
	b, err := compose(ctx, in, progress)
	if err != nil {
		return nil, err
	}
	return b.finish()
}

// compose writes all chapters.
func compose(ctx context.Context, in Input, progress func(done, total int)) (*book, error) {
	b, err := newBook(ctx, in, progress)
	if err != nil {
		return nil, err
	}
	b.total = max(1, 4*len(b.assets))
	b.takeSurvey()
	for _, chapter := range b.chapters() {
		if chapter(); b.err != nil {
			return nil, b.err
		}
	}
	return b, nil
}

// output writes what had to wait for the whole, and has the library close the
// document.
func (b *book) output() ([]byte, error) {
	b.fillContents()
	b.fillMissing()
	b.furnish()
	b.drawn.putAway()
	var out bytes.Buffer
	if err := b.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("the report could not be set: %w", err)
	}
	return out.Bytes(), nil
}

// finish gives the document what the library leaves out.
func (b *book) finish() (*Document, error) {
	raw, err := b.output()
	if err != nil {
		return nil, err
	}
	pdf, err := finishPDF(raw, b.finishing())
	if err != nil {
		return nil, err
	}
	if b.progress != nil {
		b.progress(b.total, b.total)
	}
	b.document.PDF, b.document.Pages, b.document.Missing = pdf, len(b.pages), b.typeface.missing
	for _, e := range b.entries {
		b.document.Outline = append(b.document.Outline, Heading{Title: e.title, Level: e.level, Page: e.page})
	}
	return b.document, nil
}
