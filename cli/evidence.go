package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) evidenceCommand() *cobra.Command {
	return group("evidence", "Files and notes that show what was declared", a.evidenceAdd(), a.evidenceList(), a.evidenceShow())
}

func evidenceJSON(s *engagement.Session, evidence *assess.Evidence) map[string]any {
	data := recordJSON(evidence, "name", "sha256", "method", "note")
	data["provided_by_name"] = partyName(s, evidence.ProvidedBy)
	data["adequate"] = evidence.Adequate()
	return data
}

func (a *app) evidenceAdd() *cobra.Command {
	var fields engagement.EvidenceFields
	command := &cobra.Command{Use: "add ENGAGEMENT [FILE]", Short: "Record a file or a note as evidence", Args: between(1, 2, "ENGAGEMENT"),
		Long: "Records a file by its SHA-256, or a note, and the cells that it serves: every named\n" +
			"asset × every named control. The file itself stays where it is."}
	flags := command.Flags()
	flags.StringVar(&fields.Name, "name", "", "what it is called (default: the file's name)")
	flags.StringVar(&fields.Note, "note", "", "a note")
	flags.StringVar(&fields.Method, "method", "", "method: "+assess.Words(assess.Methods)+"; inquiry alone never suffices")
	flags.StringVar(&fields.Period, "period", "", "period that it covers, A..B")
	flags.StringVar(&fields.By, "by", "", "party that provided it")
	flags.StringArrayVar(&fields.Assets, "asset", nil, "asset that it serves; may be repeated")
	flags.StringArrayVar(&fields.Controls, "control", nil, "control that it serves; may be repeated")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 2 {
			fields.File = args[1]
		}
		return a.changing(args[0], func(s *engagement.Session) error {
			evidence, err := s.AddEvidence(fields)
			if err != nil {
				return err
			}
			if !evidence.Adequate() {
				a.note("this evidence alone carries no status: its method is %s", orElse(words(evidence.Method), "not stated"))
			}
			if len(evidence.Assets)+len(evidence.Controls) == 0 {
				a.note("it serves no cell yet: name the assets or the controls that it stands for")
			}
			return a.done(evidenceJSON(s, evidence), "recorded the evidence %s (%s)", evidence.Name, evidence.ID)
		})
	}
	return command
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func (a *app) evidenceList() *cobra.Command {
	return &cobra.Command{Use: "list ENGAGEMENT", Short: "List the evidence", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			list := []map[string]any{}
			for _, evidence := range s.State().SortedEvidence() {
				list = append(list, evidenceJSON(s, evidence))
			}
			return a.answer(map[string]any{"evidence": list}, func(w io.Writer) {
				if len(list) == 0 {
					fmt.Fprintln(w, "no evidence yet: record some with `demarc evidence add`")
					return
				}
				t := newTable(w, "NAME", "METHOD", "SPEAKS OF", "SERVES", "SHA-256", "ID")
				for _, e := range s.State().SortedEvidence() {
					t.row(e.Name, orDash(words(e.Method)), e.Day().String(), serves(e), orDash(cut(e.SHA256, 13)), e.ID)
				}
				t.end()
			})
		})
	}}
}

// serves says how far evidence reaches: naming neither assets nor controls, it
// serves nothing; naming one of them, all of the other.
func serves(e *assess.Evidence) string {
	if len(e.Assets)+len(e.Controls) == 0 {
		return "nothing yet"
	}
	reach := func(n int, one, many, all string) string {
		if n == 0 {
			return all
		}
		return plural(n, one, many)
	}
	return reach(len(e.Controls), "control", "controls", "every control") + " on " + reach(len(e.Assets), "asset", "assets", "every asset")
}

func (a *app) evidenceShow() *cobra.Command {
	return &cobra.Command{Use: "show ENGAGEMENT EVIDENCE", Short: "Show a piece of evidence", Args: exactly("ENGAGEMENT", "EVIDENCE"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			e, err := s.FindEvidence(args[1])
			if err != nil {
				return err
			}
			return a.answer(evidenceJSON(s, e), func(w io.Writer) {
				assets := make([]string, 0, len(e.Assets))
				for _, id := range e.Assets {
					if asset := s.State().Assets[id]; asset != nil {
						assets = append(assets, asset.Name)
					}
				}
				for _, fact := range [][2]string{
					{"name", e.Name}, {"id", e.ID}, {"sha-256", e.SHA256}, {"method", words(e.Method)}, {"period", e.From.String() + ".." + e.To.String()},
					{"provided by", partyName(s, e.ProvidedBy)}, {"collected by", e.CollectedBy}, {"collected at", e.CollectedAt.String()},
					{"serves", serves(e)}, {"assets", orDash(joined(assets))}, {"controls", orDash(joined(e.Controls))}, {"note", e.Note},
				} {
					fmt.Fprintf(w, "%-13s %s\n", fact[0], oneLine(fact[1]))
				}
			})
		})
	}}
}
