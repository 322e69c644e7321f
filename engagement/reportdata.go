package engagement

import (
	"crypto/sha256"
	"encoding/hex"
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

// addData takes down the data of a report and attaches it, or for an archive
// only names its digest. It returns the data.
func addData(input *report.Input, packs []exchange.AssessmentPack) ([]byte, error) {
	assessment := exchange.NewAssessment(input.Evaluation, input.Findings, factsOf(input))
	assessment.Catalogue.Packs = packs
	data, err := assessment.Encode()
	if err != nil {
		return nil, unavailable(err, "the report's data cannot be written: %v", err)
	}
	return data, attachData(input, data)
}

// attachData puts ready data, and the tables that show the same, into a report.
func attachData(input *report.Input, data []byte) error {
	sum := sha256.Sum256(data)
	input.DataSHA256 = hex.EncodeToString(sum[:])
	if input.Archive {
		return nil
	}
	findings, err := exchange.FindingsCSV(input.Evaluation, input.Findings)
	if err != nil {
		return unavailable(err, "%s cannot be written: %v", findingsName, err)
	}
	matrix, err := exchange.MatrixCSV(input.Evaluation)
	if err != nil {
		return unavailable(err, "%s cannot be written: %v", matrixName, err)
	}
	say := input.Language.T
	input.Attached = []report.Attachment{
		{Name: dataName, Description: say("All that the numbers of this report come from"), Type: "application/json", Source: true, Data: data},
		{Name: findingsName, Description: say("The findings, a line each"), Type: "text/csv", Data: findings},
		{Name: matrixName, Description: say("Every control on every asset, a line each"), Type: "text/csv", Data: matrix},
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
