package engagement

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"demarc/exchange"
	"demarc/report"
	"demarc/sign"
)

// readReplaced reads a file that is to be replaced; nil where there is none, or
// nothing in it. What cannot be looked at may be worth more than what would take
// its place.
func readReplaced(path string, most int64) ([]byte, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && !info.Mode().IsRegular():
		return nil, wrongInput("%s is not a file that can be replaced", name)
	case err == nil && info.Size() > most:
		return nil, wrongInput("%s is there already and larger than %d MiB, too large to be looked at before it is replaced", name, most>>20).hint("choose another name")
	}
	var data []byte
	if err == nil {
		data, err = readBounded(path, most)
	}
	if err != nil {
		return nil, wrongInput("%s is there already and cannot be looked at before it is replaced: %s", name, reason(err)).hint("choose another name")
	}
	return data, nil
}

// mayReplace refuses to put a report in the place of something that is worth
// more: a file of another kind, what is not known as a report on this
// engagement, a signed report where this one is not signed, a signed final one
// where this one is not final, or one that the client has signed, too.
func (s *Session) mayReplace(path string, options ReportOptions) error {
	name := filepath.Base(path)
	pdf, err := readReplaced(path, maxPDF)
	if err != nil || len(pdf) == 0 {
		return err
	}
	if !IsPDF(path) {
		return wrongInput("%s is there already and is no PDF, so that no report is written over it", name).hint("choose another name")
	}
	found := sign.VerifyPDF(pdf, nil)
	signed := found.Verdict != sign.Unsigned && found.Verdict != sign.Malformed
	switch {
	case len(found.Signatures) > 1:
		return wrongInput("%s was signed by the client, too, and would be replaced", name).hint("choose another name")
	case signed && options.Identity == nil:
		return wrongInput("%s is signed, and would be replaced by a report without a signature", name).hint("choose another name, or sign with --identity")
	}
	return s.mayReplaceReport(name, found.Info["Keywords"], signed && options.State != report.Final)
}

// mayReplaceReport goes by what a PDF says of itself; reports of older programs
// do not say whether they are final.
func (s *Session) mayReplaceReport(name, keywords string, isLess bool) error {
	of := engagementKeyword.FindStringSubmatch(keywords)
	if of == nil {
		return wrongInput("%s is there already and is not known as a report of this program, so that none is written over it", name).hint("choose another name")
	}
	mine, err := s.isMine(of[1])
	if err != nil {
		return err
	}
	state := stateKeyword.FindStringSubmatch(keywords)
	switch {
	case !mine:
		return wrongInput("%s is a report on another engagement, and would be replaced", name).hint("choose another name")
	case isLess && state != nil && state[1] == string(report.Final):
		return wrongInput("%s is a signed final report, and would be replaced by one that is not final", name).hint("choose another name")
	}
	return nil
}

// isMine reports whether an id is the engagement's, or what a redacted report
// calls it.
func (s *Session) isMine(id string) (bool, error) {
	mine := s.state.Engagement.ID
	if id == mine {
		return true, nil
	}
	key, err := s.file.PseudonymKey()
	if err != nil {
		return false, storeError(err)
	}
	return id == report.PseudonymousID(key, mine), nil
}

// mayReplaceData refuses to put an archive's data in the place of anything but
// such data of the same engagement.
func (s *Session) mayReplaceData(path string) error {
	name := filepath.Base(path)
	data, err := readReplaced(path, exchange.MaxAssessment)
	if err != nil || len(data) == 0 {
		return err
	}
	basis, err := exchange.ReadBasis(data)
	if err != nil {
		return wrongInput("%s is there already and is no data of a report of this program, so that none is written over it", name).hint("choose another name for the report")
	}
	mine, err := s.isMine(basis.Records.Engagement.ID)
	if err == nil && !mine {
		err = wrongInput("%s holds the data of a report on another engagement, and would be replaced", name).hint("choose another name for the report")
	}
	return err
}
