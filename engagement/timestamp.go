package engagement

import (
	"errors"
	"path/filepath"

	"demarc/sign"
	"demarc/words"
)

// Timestamped says what was added to a report.
type Timestamped struct {
	Path  string
	Check sign.PDFReport // of the file as it was read back
}

// Timestamp adds an authority's timestamp (RFC 3161) to a signed report, in the
// same file. Ask sends the request, which holds a digest and a random number, and
// returns the answer.
func Timestamp(path string, ask func(request []byte) ([]byte, error)) (*Timestamped, error) {
	file, err := holdReport(path)
	if err != nil {
		return nil, err
	}
	defer file.release()
	var unreached error
	stamped, err := sign.Timestamp(file.pdf, func(request []byte) (answer []byte, err error) {
		answer, unreached = ask(request)
		return answer, unreached
	})
	switch {
	case unreached != nil:
		return nil, (&Error{Code: CodeUnavailable, Message: words.Say("%s", unreached), Err: unreached}).
			hint("%s is as it was; it can be timestamped later", filepath.Base(path))
	case errors.Is(err, sign.ErrNoStamp):
		return nil, caused(CodeUnavailable, err)
	case err != nil:
		return nil, refusedPDF(path, err)
	}
	check, err := file.replace(stamped)
	if err != nil {
		return nil, err
	}
	return &Timestamped{path, check}, nil
}
