package engagement

import (
	"errors"
	"path/filepath"
	"time"

	"demarc/sign"
	"demarc/words"
)

// CountersignOptions say how a client signs a report.
type CountersignOptions struct {
	// Identity is the client's own. Nil has a key made in memory for NewKeyFor,
	// used once and kept nowhere.
	Identity  *sign.Identity
	NewKeyFor string
	// Statement is what the client puts their name to; empty: the words that the
	// report proposes.
	Statement string
	// Languages are those that a report may be in besides English: what is added
	// to the words, and the key's label, are in the report's.
	Languages []*words.Language
}

// newClientKey makes a key that is used once. No reader can show its name
// without the organisation, which says where it was made.
func newClientKey(name string, l *words.Language, now time.Time) (*sign.Identity, error) {
	identity, err := sign.NewIdentity(sign.Subject{Name: name, Organisation: l.T("key made on the assessor's computer")}, false, now)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	return identity, nil
}

// languageOf finds the language that a report says it is in; English where it
// says none of these.
func languageOf(pdf []byte, languages []*words.Language) *words.Language {
	contents, err := sign.OpenPDF(pdf)
	if err != nil {
		return nil
	}
	for _, l := range languages {
		if l.Code == contents.Language() {
			return l
		}
	}
	return nil
}

// Countersigned says what was signed.
type Countersigned struct {
	Path, Statement string
	// PageShows are the words that the page proposes, where others were signed.
	PageShows string
	Identity  *sign.Identity
	Check     sign.PDFReport // of the file as it was read back
}

// Countersign has a client sign a report, in the field that was prepared for it
// and in the same file. It needs no engagement, and a file that it refuses
// stays as it is.
func Countersign(path string, options CountersignOptions) (*Countersigned, error) {
	statement, err := checkStatement(options.Statement)
	if err != nil {
		return nil, err
	}
	file, err := holdReport(path)
	if err != nil {
		return nil, err
	}
	defer file.release()
	identity, now, addition := options.Identity, time.Now(), ""
	if identity == nil {
		language := languageOf(file.pdf, options.Languages)
		if identity, err = newClientKey(options.NewKeyFor, language, now); err != nil {
			return nil, err
		}
		addition = language.T("(Signed with a key made for this signature on the assessor's computer and not kept.)")
	}
	shows := otherWords(file.pdf, statement)
	signed, err := sign.Countersign(file.pdf, identity, sign.Countersignature{
		Name: identity.Certificate.Subject.CommonName, Statement: statement, Addition: addition, Time: now,
	})
	if err != nil {
		return nil, refusedPDF(path, err)
	}
	check, err := file.replace(signed)
	if err != nil {
		return nil, err
	}
	return &Countersigned{path, check.Signatures[len(check.Signatures)-1].Statement, shows, identity, check}, nil
}

// otherWords returns the words that a report proposes where others are to be
// signed. Those on its page cannot follow: nothing there may change any more.
func otherWords(pdf []byte, statement string) string {
	proposed, err := sign.ProposedStatement(pdf)
	if err != nil || statement == "" || statement == proposed { // what takes no signature is refused with the reason
		return ""
	}
	return proposed
}

// MayCountersign says why a report takes no countersignature, before anybody is
// asked for a key; nil where it takes one.
func MayCountersign(path string) error {
	file, err := holdReport(path)
	if err != nil {
		return err
	}
	defer file.release()
	if err := sign.MayCountersign(file.pdf); err != nil {
		return refusedPDF(path, err)
	}
	return nil
}

// refusedPDF says why a report was left alone. Input is wrong where another file
// would do.
func refusedPDF(path string, err error) error {
	trouble := &Error{Code: CodeInput, Message: words.Say("%s: %s", filepath.Base(path), err), Err: err}
	if errors.Is(err, sign.ErrNotIntact) {
		return trouble.hint("`demarc verify %s` says more", filepath.Base(path))
	}
	return trouble
}
