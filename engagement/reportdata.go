package engagement

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"strings"

	"demarc/assess"
	"demarc/catalog"
	"demarc/exchange"
	"demarc/report"
)

// The files that a report carries. The first has all that its numbers come
// from; the others show the same as tables.
const (
	dataName     = "assessment.json"
	findingsName = "findings.csv"
	matrixName   = "matrix.csv"
)

// dataBeside is where the data of an archive lies.
func dataBeside(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + "." + dataName
}

// writing writes a file's content.
type writing func(io.Writer) error

// dataOf is all that a report's numbers come from.
func dataOf(input *report.Input, packs []exchange.AssessmentPack) writing {
	assessment := exchange.NewAssessment(input.Evaluation, input.Findings, factsOf(input))
	assessment.Catalogue.Packs = packs
	return assessment.Encode
}

// ready is what is written already.
func ready(data []byte) writing {
	return func(w io.Writer) error { _, err := w.Write(data); return err }
}

// putting gives an attachment its content.
type putting func(file *report.Attachment, content func(io.Writer) error) error

// addData names the digest of a report's data, and attaches it, or for an
// archive writes it to beside.
func addData(input *report.Input, data writing, beside io.Writer, put putting) error {
	digest := sha256.New()
	digested := func(w io.Writer) error {
		digest.Reset()
		return data(io.MultiWriter(w, digest))
	}
	if input.Archive {
		if err := digested(beside); err != nil {
			return unavailable(err, "the report's data cannot be written: %v", err)
		}
	} else if err := attach(input, digested, put); err != nil {
		return err
	}
	input.DataSHA256 = hex.EncodeToString(digest.Sum(nil))
	return nil
}

// attach puts data, and the tables that show the same, into a report.
func attach(input *report.Input, data writing, put putting) error {
	findings := func(w io.Writer) error { return exchange.FindingsCSV(w, input.Evaluation, input.Findings) }
	matrix := func(w io.Writer) error { return exchange.MatrixCSV(w, input.Evaluation) }
	say := input.Language.T
	input.Attached = nil
	for _, file := range []struct {
		report.Attachment
		content writing
	}{
		{report.Attachment{Name: dataName, Description: say("All that the numbers of this report come from"), Type: "application/json", Source: true}, data},
		{report.Attachment{Name: findingsName, Description: say("The findings, a line each"), Type: "text/csv"}, findings},
		{report.Attachment{Name: matrixName, Description: say("Every control on every asset, a line each"), Type: "text/csv"}, matrix},
	} {
		if err := put(&file.Attachment, file.content); err != nil {
			return unavailable(err, "%s cannot be written: %v", file.Name, err)
		}
		input.Attached = append(input.Attached, file.Attachment)
	}
	return nil
}

// namedPacks are packs as the data names them, with their contents but for the
// one that the program carries.
func (l *Library) namedPacks(packs []*catalog.Pack) ([]exchange.AssessmentPack, error) {
	base, err := l.BasePack()
	if err != nil {
		return nil, err
	}
	var named []exchange.AssessmentPack
	for _, pack := range packs {
		n := exchange.AssessmentPack{Name: pack.Info.Name, Title: pack.Info.Title, Version: pack.Info.Version, SHA256: pack.Info.SHA256}
		if pack.Info.SHA256 != base.Info.SHA256 {
			n.Content = string(pack.Encode())
		}
		named = append(named, n)
	}
	return named, nil
}

// evaluated is a report's input with what a state comes to on a day.
func evaluated(input report.Input, state *assess.State, catalogue *assess.Catalogue, day assess.Date) report.Input {
	input.Evaluation = assess.Evaluate(state, catalogue, day.Time())
	input.Findings = input.Evaluation.Findings()
	return input
}
