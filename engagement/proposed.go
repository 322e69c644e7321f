package engagement

import (
	"path/filepath"

	"demarc/sign"
)

// ProposedStatement is what a report proposes that the client signs. It fails
// where no field was prepared for that, or where it is signed already.
func ProposedStatement(path string) (string, error) {
	pdf, err := readBounded(path, maxPDF)
	if err != nil {
		return "", unreadable(filepath.Base(path), err)
	}
	proposed, err := sign.ProposedStatement(pdf)
	if err != nil {
		return "", refusedPDF(path, err)
	}
	return proposed, nil
}
