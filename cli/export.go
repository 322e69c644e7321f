package cli

import (
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"demarc/engagement"
)

func (a *app) exportCommand() *cobra.Command {
	command := &cobra.Command{Use: "export ENGAGEMENT -o FILE", Short: "Write the assets (CSV) or the whole assessment (JSON)", Args: exactly("ENGAGEMENT"),
		Long: "FILE.csv holds the assets, as import reads them; with --what findings or matrix it\nholds those. FILE.json holds the whole assessment."}
	out := command.Flags().StringP("output", "o", "", "the file to write: .csv or .json")
	what := command.Flags().String("what", "assets", "what a CSV holds: assets, findings or matrix")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *out == "" {
			return wrong("the export has no name").with("give one with -o FILE.csv or -o FILE.json")
		}
		if command.Flags().Changed("what") && engagement.HasExtension(*out, ".json") {
			return wrong("a JSON export holds the whole assessment").with("leave --what out, or end the name with .csv")
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			written, err := export(s, *out, *what)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"path": *out, "bytes": written}, "wrote %s", *out)
		})
	}
	return command
}

func export(s *engagement.Session, path, what string) (int, error) {
	switch {
	case strings.HasSuffix(strings.ToLower(path), ".cdx.json"):
		return 0, wrong("this version writes no CycloneDX").with("end the name with .csv or .json")
	case engagement.HasExtension(path, ".json"):
		data, err := assessmentJSON(s)
		if err != nil {
			return 0, err
		}
		return engagement.ExportData(path, data)
	case !engagement.HasExtension(path, ".csv"):
		return 0, wrong("%s is no kind of export", path).with("end the name with .csv or .json")
	case what == "assets":
		return s.ExportAssets(path)
	case what == "findings":
		return s.ExportFindings(path)
	case what == "matrix":
		return s.ExportMatrix(path)
	}
	return 0, wrong("%q is nothing that a table can hold: it is assets, findings or matrix", what).plain()
}

// assessmentJSON is everything that the numbers come from.
func assessmentJSON(s *engagement.Session) ([]byte, error) {
	data, err := headJSON(s)
	if err != nil {
		return nil, err
	}
	assets, parties, cells, findings := []any{}, []any{}, []any{}, []any{}
	for _, asset := range s.State().SortedAssets() {
		assets = append(assets, assetJSON(s, asset))
	}
	for _, party := range s.State().SortedParties() {
		parties = append(parties, partyJSON(party))
	}
	for _, asset := range s.Evaluation().Assets() {
		for _, cell := range cellsJSON(s, asset.ID) {
			cells = append(cells, cell)
		}
	}
	all := s.Evaluation().Findings()
	for i := range all {
		findings = append(findings, findingJSON(s, &all[i]))
	}
	evidence, err := evidenceListJSON(s)
	if err != nil {
		return nil, err
	}
	data["scope"], data["totals"] = scopeJSON(s), totalsJSON(s.Evaluation().Totals())
	data["assets"], data["parties"], data["cells"], data["findings"] = assets, parties, cells, findings
	data["rules"], data["evidence"], data["actions"] = rulesJSON(s), evidence, actionsJSON(s)
	return json.MarshalIndent(data, "", " ")
}

func rulesJSON(s *engagement.Session) []any {
	list := []any{}
	for _, rule := range s.State().SortedRules() {
		list = append(list, recordJSON(rule))
	}
	return list
}

func actionsJSON(s *engagement.Session) []any {
	list := []any{}
	for _, action := range s.State().SortedActions() {
		list = append(list, actionJSON(s, action))
	}
	return list
}
