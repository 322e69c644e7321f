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

// evidenceJSON also says whether the engagement keeps the file's content.
func evidenceJSON(s *engagement.Session, evidence *assess.Evidence, kept map[string]bool) map[string]any {
	data := recordJSON(evidence, "name", "sha256", "method", "note")
	data["provided_by_name"] = partyName(s, evidence.ProvidedBy)
	data["adequate"] = evidence.Adequate()
	data["kept"] = kept[evidence.SHA256]
	return data
}

func (a *app) evidenceAdd() *cobra.Command {
	var fields engagement.EvidenceFields
	command := &cobra.Command{Use: "add ENGAGEMENT [FILE]", Short: "Record a file or a note as evidence", Args: between(1, 2, "ENGAGEMENT"),
		Long: "Records a file or a note, and the cells that it serves: every named asset × every\n" +
			"named control. The engagement keeps the file's content, of up to 1 GiB, once however\n" +
			"often it is recorded; the file itself stays where it is."}
	flags := command.Flags()
	flags.StringVar(&fields.Name, "name", "", "what it is called (default: the file's name)")
	flags.StringVar(&fields.Note, "note", "", "a note")
	flags.StringVar(&fields.Method, "method", "", "method: "+assess.Words(assess.Methods)+"; inquiry alone never suffices")
	flags.StringVar(&fields.Period, "period", "", "period that it covers, A..B")
	flags.StringVar(&fields.By, "by", "", "party that provided it")
	flags.StringArrayVar(&fields.Assets, "asset", nil, "asset that it serves; may be repeated")
	flags.StringArrayVar(&fields.Controls, "control", nil, "control that it serves; may be repeated")
	command.RunE = func(command *cobra.Command, args []string) error {
		if len(args) == 2 {
			fields.File = args[1]
		}
		return a.changing(args[0], func(s *engagement.Session) error {
			evidence, err := s.RecordEvidence(command.Context(), fields, a.progress("MiB read", 1<<20))
			if err != nil {
				return err
			}
			kept, err := s.KeptContents()
			if err != nil {
				return err
			}
			if !evidence.Adequate() {
				a.note("this evidence alone carries no status: its method is %s", orElse(words(evidence.Method), "not stated"))
			}
			if len(evidence.Assets)+len(evidence.Controls) == 0 {
				a.note("it serves no cell yet: name the assets or the controls that it stands for")
			}
			return a.done(evidenceJSON(s, evidence, kept), "recorded the evidence %s (%s)", evidence.Name, evidence.ID)
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
			list, err := evidenceListJSON(s)
			if err != nil {
				return err
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

func evidenceListJSON(s *engagement.Session) ([]map[string]any, error) {
	kept, err := s.KeptContents()
	list := []map[string]any{}
	for _, evidence := range s.State().SortedEvidence() {
		list = append(list, evidenceJSON(s, evidence, kept))
	}
	return list, err
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
	command := &cobra.Command{Use: "show ENGAGEMENT EVIDENCE", Short: "Show a piece of evidence, or write its file", Args: exactly("ENGAGEMENT", "EVIDENCE")}
	out := command.Flags().StringP("output", "o", "", "write the file that is kept to this one, which must not exist")
	command.RunE = func(command *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			e, err := s.FindEvidence(args[1])
			if err != nil {
				return err
			}
			kept, err := s.KeptContents()
			if err != nil {
				return err
			}
			data := evidenceJSON(s, e, kept)
			if !command.Flags().Changed("output") {
				return a.answer(data, func(w io.Writer) { showEvidence(w, s, e, kept) })
			}
			if *out == "" {
				return wrong("the file has no name").with("give one with -o FILE")
			}
			if err := s.SaveEvidence(command.Context(), e, *out, a.progress("MiB written", 1<<20)); err != nil {
				return err
			}
			data["path"], data["bytes"] = *out, e.Size
			return a.done(data, "wrote %s", *out)
		})
	}
	return command
}

func showEvidence(w io.Writer, s *engagement.Session, e *assess.Evidence, kept map[string]bool) {
	assets := make([]string, 0, len(e.Assets))
	for _, id := range e.Assets {
		if asset := s.State().Assets[id]; asset != nil {
			assets = append(assets, asset.Name)
		}
	}
	file := "a note, without a file"
	switch {
	case kept[e.SHA256]:
		file = "kept here, " + plural(int(e.Size), "byte", "bytes")
	case e.SHA256 != "":
		file = "not kept here, recorded by its hash alone"
	}
	for _, fact := range [][2]string{
		{"name", e.Name}, {"id", e.ID}, {"sha-256", e.SHA256}, {"file", file}, {"method", words(e.Method)}, {"period", e.From.String() + ".." + e.To.String()},
		{"provided by", partyName(s, e.ProvidedBy)}, {"collected by", e.CollectedBy}, {"collected at", e.CollectedAt.String()},
		{"serves", serves(e)}, {"assets", orDash(joined(assets))}, {"controls", orDash(joined(e.Controls))}, {"note", e.Note},
	} {
		fmt.Fprintf(w, "%-13s %s\n", fact[0], oneLine(fact[1]))
	}
}
