package engagement

import (
	"bytes"
	"errors"
	"os"
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
	Language  *words.Language // of what is added to the words; nil is English
}

// madeHere is the organisation in a certificate whose key was made for a client
// on the assessor's computer: no reader can show the name without it.
const madeHere = "key made on the assessor's computer"

// Countersigned says what was signed.
type Countersigned struct {
	Path, Statement string
	Identity        *sign.Identity
	Check           sign.PDFReport // of the file as it was read back
}

// Countersign has a client sign a report, in the field that was prepared for it
// and in the same file. It needs no engagement, and a file that it refuses
// stays as it is.
func Countersign(path string, options CountersignOptions) (*Countersigned, error) {
	pdf, mode, err := readReport(path)
	if err != nil {
		return nil, err
	}
	statement, err := checkStatement(options.Statement)
	if err != nil {
		return nil, err
	}
	identity, now, addition := options.Identity, time.Now(), ""
	if identity == nil {
		if identity, err = sign.NewIdentity(sign.Subject{Name: options.NewKeyFor, Organisation: madeHere}, false, now); err != nil {
			return nil, caused(CodeInput, err)
		}
		addition = options.Language.T("(Signed with a key made for this signature on the assessor's computer and not kept.)")
	}
	signed, err := sign.Countersign(pdf, identity, sign.Countersignature{
		Name: identity.Certificate.Subject.CommonName, Statement: statement, Addition: addition, Time: now,
	})
	if err != nil {
		return nil, refusedPDF(path, err)
	}
	check, err := replaceReport(path, pdf, signed, mode)
	if err != nil {
		return nil, err
	}
	return &Countersigned{path, check.Signatures[len(check.Signatures)-1].Statement, identity, check}, nil
}

// readReport reads a PDF that is to be replaced by itself with something added.
func readReport(path string) ([]byte, os.FileMode, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, 0, wrongInput("%s is not a file that can be replaced", name)
	}
	pdf, err := readBounded(path, maxPDF)
	if err != nil {
		return nil, 0, unreadable(name, err)
	}
	return pdf, info.Mode().Perm(), nil
}

// replaceReport reads a report back before it takes the place of the old one,
// which has to be what it was read as: somebody else may have signed meanwhile.
func replaceReport(path string, before, pdf []byte, mode os.FileMode) (sign.PDFReport, error) {
	check := sign.VerifyPDF(pdf, nil)
	if check.Verdict != sign.IntactUntrusted {
		return check, unavailable(nil, "the report was read back before it was kept, and it is %s; nothing was written", check.Verdict)
	}
	if now, err := readBounded(path, maxPDF); err != nil || !bytes.Equal(now, before) {
		return check, refused("%s was changed meanwhile, so nothing was added to it", filepath.Base(path)).hint("try again")
	}
	return check, writeFile(path, pdf, mode)
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
