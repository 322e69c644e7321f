package engagement

import (
	"bytes"
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"demarc/assess"
	"demarc/exchange"
	"demarc/report"
	"demarc/sign"
	"demarc/words"
)

// ReportOptions say what report is made.
type ReportOptions struct {
	Identity *sign.Identity // nil: unsigned, and the cover says so
	// Language words the report; nil is English.
	Language *words.Language
	State    report.State   // empty: a draft
	Edition  report.Edition // empty: the full one
	// AcceptOmissions is why a report is final although something is missing; it
	// stands among the limitations, with what is missing.
	AcceptOmissions string
	// Release names fields that a redacted edition shows as they are, one by one:
	// asset/Claims bot/name.
	Release []string
	// Asset, Owner and Plan make a part of the report that stands for itself:
	// about one asset, what one party owns, or the plan of action.
	Asset, Owner string
	Plan         bool
	// Countersign prepares a field for the client's signature; without it nothing
	// may be changed after signing.
	Countersign bool
	// ClientStatement is what is proposed to whoever signs in that field; empty:
	// that the report was received, or of an owner's that the duties are
	// acknowledged.
	ClientStatement string
	// Fallback are fonts, in order, for what the report's typeface lacks.
	Fallback [][]byte
	// Statement is what the signer puts their name to; empty: that they prepared
	// the report, and at which commit.
	Statement string
	// Archive makes PDF/A-1b with nothing attached, and the data beside it.
	Archive  bool
	Progress func(done, total int)
}

// Reported says what report was made.
type Reported struct {
	Path    string
	Data    string // of an archive, the data beside it
	Pages   int
	Bytes   int
	Head    string
	Signed  bool
	Verdict sign.Verdict // of the file as it was read back
	// Missing are characters that no face has; they stand as a mark.
	Missing []report.MissingGlyph
	// Outline lists what stands on which page.
	Outline []report.Heading
}

// ReportStep is what is being done for a report.
type ReportStep string

// The steps, in their order.
const (
	ReportCompose ReportStep = "compose"
	ReportPages   ReportStep = "pages"
	ReportSign    ReportStep = "sign" // left out where nothing is signed
	ReportVerify  ReportStep = "verify"
)

// maxStatement bounds the words of a signature, so that their block fits a page.
const maxStatement = 1000

// checkStatement returns words to be signed, without the space around them.
func checkStatement(text string) (string, error) {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > maxStatement {
		return "", wrongInput("the statement to be signed has more than %d characters; please shorten it", maxStatement)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return "", wrongInput("the statement to be signed is one paragraph, without control characters")
	}
	return text, nil
}

// clientStatement returns the words proposed to the client, empty for the usual ones.
func (o *ReportOptions) clientStatement() (string, error) {
	text, err := checkStatement(o.ClientStatement)
	if err == nil && text != "" && !o.Countersign {
		err = wrongInput("words are proposed to the client only where a field is prepared for their signature").hint("add --countersign")
	}
	return text, err
}

// Report writes the draft as a PDF, signed if an identity is given, and reads
// it back before it appears under its name.
func (s *Session) Report(ctx context.Context, path string, options ReportOptions) (*Reported, error) {
	prepared, err := s.PrepareReport(path, options)
	if err != nil {
		return nil, err
	}
	return prepared.Write(ctx, func(step ReportStep, done, total int) {
		if options.Progress != nil && step == ReportPages {
			options.Progress(done, total)
		}
	})
}

// PreparedReport is everything that a report is made from, as it was when it
// was prepared. It needs the session no longer: another goroutine may write it
// while the engagement is changed.
type PreparedReport struct {
	path      string
	state     *assess.State
	catalogue *assess.Catalogue
	today     assess.Date
	input     report.Input // but for the evaluation, which is made anew, and the data
	packs     []exchange.AssessmentPack
	data      bytes.Buffer // of an archive, once it is set
	identity  *sign.Identity
}

// PrepareReport checks that a report can be written under a name, and signed,
// and takes down what it will say.
func (s *Session) PrepareReport(path string, options ReportOptions) (*PreparedReport, error) {
	if !strings.EqualFold(filepath.Ext(path), ".pdf") {
		return nil, wrongInput("a report is a PDF, and %s is not called one", filepath.Base(path)).hint("end the name with .pdf")
	}
	if err := s.mayReplace(path, options); err != nil {
		return nil, err
	}
	prepared, err := s.prepareReport(options)
	if err != nil {
		return nil, err
	}
	prepared.path = path
	if data := prepared.dataPath(); data != "" {
		return prepared, s.mayReplaceData(data)
	}
	return prepared, nil
}

// PrepareProof takes down what a report would say, to look at its pages; it is
// for Set alone. A final report that would be refused is shown as a draft.
func (s *Session) PrepareProof(options ReportOptions) (*PreparedReport, error) {
	options.Identity, options.Countersign, options.Statement, options.ClientStatement = nil, false, "", ""
	if options.State == report.Final && options.AcceptOmissions == "" && len(s.Omissions()) > 0 {
		options.State = report.Draft
	}
	return s.prepareReport(options)
}

func (s *Session) prepareReport(options ReportOptions) (*PreparedReport, error) {
	input, err := s.reportInput(options)
	if err != nil {
		return nil, err
	}
	packs, err := s.library.namedPacks(s.packs)
	if err != nil {
		return nil, err
	}
	// The session's evaluation follows its records and remembers what it has
	// looked up, so that nobody else may even read it meanwhile.
	prepared := &PreparedReport{
		state: s.copied(), catalogue: s.catalogue, today: s.evaluation.Today(), input: input, packs: packs, identity: options.Identity,
	}
	return prepared, s.redact(prepared, options)
}

// Set sets the pages and writes nothing.
func (p *PreparedReport) Set(ctx context.Context, progress func(step ReportStep, done, total int)) (*report.Document, error) {
	if progress == nil {
		progress = func(ReportStep, int, int) {}
	}
	progress(ReportCompose, 0, 1)
	input := evaluated(p.input, p.state, p.catalogue, p.today)
	if p.whole() {
		p.data.Reset()
		if err := addData(&input, dataOf(&input, p.packs), &p.data, (*report.Attachment).Pack); err != nil {
			return nil, err
		}
	}
	document, err := report.Write(ctx, input, func(done, total int) { progress(ReportPages, done, total) })
	if err != nil {
		return nil, unavailable(err, "the report could not be set: %v", err)
	}
	return document, nil
}

// Write makes the report. Stopped by the context, it leaves no file.
func (p *PreparedReport) Write(ctx context.Context, progress func(step ReportStep, done, total int)) (*Reported, error) {
	if progress == nil {
		progress = func(ReportStep, int, int) {}
	}
	document, err := p.Set(ctx, progress)
	if err != nil {
		return nil, err
	}
	pdf, want := document.PDF, sign.Unsigned
	if p.identity != nil {
		progress(ReportSign, 0, 1)
		want = sign.IntactUntrusted
		if pdf, err = p.signed(document); err != nil {
			return nil, err
		}
	}
	progress(ReportVerify, 0, 1)
	check := sign.VerifyPDF(pdf, nil)
	if check.Verdict != want {
		return nil, unavailable(nil, "the report was read back before it was kept, and it is %s; nothing was written", check.Verdict)
	}
	if err := ctx.Err(); err != nil {
		return nil, unavailable(err, "the report was stopped before it was kept: %v", err)
	}
	if err := p.keep(pdf); err != nil {
		return nil, err
	}
	return &Reported{
		Path: p.path, Data: p.dataPath(), Pages: document.Pages, Bytes: len(pdf), Head: p.input.Head,
		Signed: p.identity != nil, Verdict: check.Verdict, Missing: document.Missing, Outline: document.Outline,
	}, nil
}

// whole reports a report that carries its data. A part is for somebody who is
// not to see the rest, and the data would be all of it.
func (p *PreparedReport) whole() bool { return p.input.Slice == report.Slice{} }

// dataPath is where the data goes, empty where it is attached or there is none.
func (p *PreparedReport) dataPath() string {
	if !p.input.Archive || !p.whole() {
		return ""
	}
	return dataBeside(p.path)
}

// keep writes the report, and with an archive its data: both or neither. Like all
// that is written of an engagement they are for who made them, until they give
// them to others.
func (p *PreparedReport) keep(pdf []byte) error {
	files := []namedFile{{p.path, pdf, 0o600}}
	if path := p.dataPath(); path != "" {
		files = append(files, namedFile{path, p.data.Bytes(), 0o600})
	}
	return writeFiles(files)
}

func (s *Session) reportInput(options ReportOptions) (report.Input, error) {
	log, err := s.entries()
	if err != nil {
		return report.Input{}, err
	}
	if options.Identity == nil && (options.Countersign || options.Statement != "") {
		return report.Input{}, wrongInput("a report that is not signed takes neither a statement nor a countersignature").hint("sign it with --identity FILE.p12")
	}
	clientStatement, err := options.clientStatement()
	if err != nil {
		return report.Input{}, err
	}
	var omissions []words.Said
	if options.State == report.Final {
		if omissions, err = s.checkFinal(clean(options.AcceptOmissions)); err != nil {
			return report.Input{}, err
		}
	} else if options.AcceptOmissions != "" {
		return report.Input{}, wrongInput("only a final report accepts omissions").hint("give --state final, or leave --accept-omissions away")
	}
	slice, err := s.slice(options)
	if err != nil {
		return report.Input{}, err
	}
	changes, err := s.sinceLastVisit(options)
	if err != nil {
		return report.Input{}, err
	}
	input := report.Input{
		Slice: slice, Changes: changes,
		Omissions: omissions, OmissionReason: clean(options.AcceptOmissions),
		Head: log[len(log)-1].ID.String(), Commits: len(log),
		Program: s.library.program(), Now: s.now(), FixedClock: s.fixedClock(), Fonts: s.library.Fonts,
		Language: options.Language, State: cmp.Or(options.State, report.Draft), Edition: cmp.Or(options.Edition, report.Full), Client: options.Countersign, Archive: options.Archive,
	}
	if input.Client { // so that the data says what was proposed, the usual words too
		input.ClientStatement = clientStatement
		input.ClientStatement = input.ProposedStatement()
	}
	input.Fonts.Fallback = options.Fallback
	if identity := options.Identity; identity != nil {
		// A key that cannot sign is refused before a page is set.
		if err := identity.CheckUsable(s.wallClock()); err != nil {
			return report.Input{}, caused(CodeInput, err)
		}
		statement, err := checkStatement(options.Statement)
		if err != nil {
			return report.Input{}, err
		}
		if statement == "" {
			statement = options.Language.T("I prepared this report; it reflects the engagement at commit %s.", input.Head)
		}
		certificate := identity.Certificate
		input.Signer = &report.Signer{
			Name: certificate.Subject.CommonName, Fingerprint: identity.Fingerprint(), Statement: statement,
			SelfSigned: slices.Equal(certificate.RawSubject, certificate.RawIssuer),
		}
		if len(certificate.Subject.Organization) > 0 {
			input.Signer.Organisation = certificate.Subject.Organization[0]
		}
		if len(certificate.EmailAddresses) > 0 {
			input.Signer.Email = certificate.EmailAddresses[0]
		}
	}
	return input, nil
}

// signed signs a document; signing goes by the real clock, whatever --now says.
func (p *PreparedReport) signed(document *report.Document) ([]byte, error) {
	signature := sign.PDFSignature{
		Name: p.identity.Certificate.Subject.CommonName, Statement: p.input.Signer.Statement, Time: time.Now(),
		Page: document.SignaturePage, Rect: document.SignatureRect, Certify: true, Closed: !p.input.Client,
	}
	if p.input.Client {
		signature.Client = &sign.ClientField{
			Place:     sign.Place{Page: document.ClientPage, Rect: document.ClientRect},
			Statement: p.input.ProposedStatement(),
		}
	}
	pdf, err := sign.SignPDF(document.PDF, p.identity, signature)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	return pdf, nil
}
