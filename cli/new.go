package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) newCommand() *cobra.Command {
	var begin engagement.Beginning
	command := &cobra.Command{Use: "new ENGAGEMENT --client NAME", Short: "Begin an engagement in a new file", Args: exactly("ENGAGEMENT")}
	command.Flags().StringVar(&begin.Client, "client", "", "the client's name")
	command.Flags().StringVar(&begin.Title, "title", "", "the engagement's title")
	command.Flags().StringVar(&begin.Assessor, "assessor", "", "who assesses (default: the author)")
	command.Flags().BoolVar(&begin.Sample, "sample", false, "fill it with the invented sample")
	encrypt := command.Flags().Bool("encrypt", false, "seal it with a passphrase")
	command.RunE = func(_ *cobra.Command, args []string) error {
		options, err := a.options()
		if err != nil {
			return err
		}
		if *encrypt {
			if begin.Passphrase, err = a.fresh(a.engagementSecret(args[0])); err == nil {
				err = a.worthy(begin.Passphrase)
			}
			if err != nil {
				return err
			}
		}
		s, err := engagement.Create(args[0], begin, options)
		if err != nil {
			return err
		}
		defer s.Close()
		scope := s.State().Engagement
		data, err := headJSON(s)
		if err != nil {
			return err
		}
		data["id"], data["path"], data["sealed"] = scope.ID, args[0], s.Sealed()
		return a.answer(data, func(w io.Writer) {
			if a.flags.quiet {
				return
			}
			fmt.Fprintf(w, "began the engagement for %s in %s\n", oneLine(scope.Client), oneLine(args[0]))
			if begin.Sample {
				fmt.Fprintln(w, sumLine(s.Evaluation().Totals()))
			}
		})
	}
	return command
}

func (a *app) scopeCommand() *cobra.Command {
	return group("scope", "What is assessed, against what, and what is left out", a.scopeShow(), a.scopeSet())
}

func (a *app) scopeShow() *cobra.Command {
	return &cobra.Command{Use: "show ENGAGEMENT", Short: "Show the scope statement", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			return a.answer(scopeJSON(s), func(w io.Writer) { writeScope(w, s) })
		})
	}}
}

func scopeJSON(s *engagement.Session) map[string]any {
	data := recordJSON(s.State().Engagement, "client", "title", "objective", "criteria", "as_of", "period_from", "period_to")
	if logo := s.State().Engagement.Logo; logo != "" {
		data["logo"] = logoWords(logo) // the picture itself would bury the rest
	}
	data["exclusions"] = append([]assess.Exclusion{}, s.Exclusions()...)
	return data
}

func writeScope(w io.Writer, s *engagement.Session) {
	scope := s.State().Engagement
	period := ""
	if scope.PeriodFrom != 0 || scope.PeriodTo != 0 {
		period = scope.PeriodFrom.String() + ".." + scope.PeriodTo.String()
	}
	for _, fact := range [][2]string{
		{"client", scope.Client}, {"title", scope.Title}, {"assessor", scope.Assessor}, {"objective", scope.Objective},
		{"criteria", scope.Criteria}, {"as of", scope.AsOf.String()}, {"period", period}, {"units", joined(scope.Units)},
		{"accounts", joined(scope.Accounts)}, {"inventory confirmed complete by", scope.ConfirmedBy}, {"confirmed on", scope.ConfirmedOn.String()},
		{"reliance", scope.Reliance}, {"restricted use", scope.RestrictedUse},
		{"version of the report", scope.ReportVersion}, {"reviewer", scope.Reviewer}, {"distribution", joined(scope.Distribution)},
		{"supersedes", scope.Supersedes}, {"firm", scope.Firm}, {"logo", logoWords(scope.Logo)}, {"colour", scope.Colour},
		{"classification", scope.Classification}, {"disclaimer", scope.Disclaimer},
	} {
		text := oneLine(fact[1])
		if text == "" {
			text = "not stated"
		}
		fmt.Fprintf(w, "%-32s %s\n", fact[0], text)
	}
	for _, e := range s.Exclusions() {
		agreed := "nobody on record agreed"
		if e.AgreedBy != "" {
			agreed = "agreed by " + e.AgreedBy
		}
		fmt.Fprintf(w, "%-32s %s\n", "excluded", oneLine(fmt.Sprintf("%s: %s (%s)", e.What, e.Reason, agreed)))
	}
}

// logoWords says of a logo how large it is and by what to know it.
func logoWords(logo string) string {
	if logo == "" {
		return ""
	}
	picture, err := base64.StdEncoding.DecodeString(logo)
	config, _, err2 := image.DecodeConfig(bytes.NewReader(picture))
	if errors.Join(err, err2) != nil {
		return "unreadable"
	}
	return fmt.Sprintf("%d × %d pixels, SHA-256 %x", config.Width, config.Height, sha256.Sum256(picture))
}

func (a *app) scopeSet() *cobra.Command {
	command := &cobra.Command{Use: "set ENGAGEMENT", Short: "Change the scope statement", Args: exactly("ENGAGEMENT")}
	flags := command.Flags()
	client := optional(flags, "client", "the client's name")
	title := optional(flags, "title", "the engagement's title")
	assessor := optional(flags, "assessor", "who assesses")
	objective := optional(flags, "objective", "what the assessment is for")
	criteria := optional(flags, "criteria", "what it is assessed against")
	asOf := optional(flags, "as-of", "the day for which it holds")
	period := optional(flags, "period", "period covered, A..B")
	units := optionalList(flags, "unit", "unit in scope; may be repeated")
	accounts := optionalList(flags, "account", "account in scope; may be repeated")
	confirmedBy := optional(flags, "confirmed-by", "who confirmed that the inventory is complete")
	confirmedOn := optional(flags, "confirmed-on", "when they did")
	reliance := optional(flags, "reliance", "who may rely on the report")
	restricted := optional(flags, "restricted-use", "how its use is restricted")
	version := optional(flags, "report-version", "version of the report, such as 1.0")
	reviewer := optional(flags, "reviewer", "who reviews the report; not who assesses")
	distribution := optionalList(flags, "distribution", "who receives the report; may be repeated")
	supersedes := optional(flags, "supersedes", "which report it supersedes")
	firm := optional(flags, "firm", "the assessor's firm, in at most 200 characters")
	logo := optional(flags, "logo", "the firm's logo: a PNG, JPEG or SVG file of at most 1 MiB, 8 pixels a side or more, no longer than 20:1")
	colour := optional(flags, "colour", "the firm's colour, as #1d5bb8; dark enough to be read on white")
	classification := optional(flags, "classification", "a line on every page, such as Confidential, in at most 200 characters")
	disclaimer := optional(flags, "disclaimer", "the firm's own disclaimer, added to the limitations")
	exclude := flags.StringArray("exclude", nil, "something left out of scope; may be repeated")
	why := flags.StringArray("reason", nil, "why it is left out, for each in turn")
	agreedBy := flags.StringArray("agreed-by", nil, "who agreed to leave it out, once for all or for each in turn")
	include := flags.StringArray("include", nil, "take an exclusion back, by its text")
	command.RunE = func(_ *cobra.Command, args []string) error {
		fields := engagement.ScopeFields{
			Client: client(), Title: title(), Assessor: assessor(), Objective: objective(), Criteria: criteria(), AsOf: asOf(), Period: period(),
			Units: units(), Accounts: accounts(), ConfirmedBy: confirmedBy(), ConfirmedOn: confirmedOn(), Reliance: reliance(), RestrictedUse: restricted(),
			Include: *include, ReportVersion: version(), Reviewer: reviewer(), Distribution: distribution(), Supersedes: supersedes(),
			Firm: firm(), Logo: logo(), Colour: colour(), Classification: classification(), Disclaimer: disclaimer(),
		}
		var err error
		if fields.Exclude, err = exclusions(*exclude, *why, *agreedBy); err != nil {
			return err
		}
		return a.changing(args[0], func(s *engagement.Session) error {
			if _, err := s.SetScope(fields); err != nil {
				return err
			}
			return a.done(scopeJSON(s), "the scope statement is saved")
		})
	}
	return command
}

// exclusions puts together what stands in repeated flags: the second reason
// belongs to the second exclusion.
func exclusions(what, why, agreedBy []string) ([]assess.Exclusion, error) {
	if len(why) != len(what) {
		return nil, wrong("%s and %s were given", plural(len(what), "exclusion", "exclusions"), plural(len(why), "reason", "reasons")).
			with("write --exclude \"…\" --reason \"…\" for each")
	}
	if len(agreedBy) > 1 && len(agreedBy) != len(what) {
		return nil, wrong("%s and %s of --agreed-by were given", plural(len(what), "exclusion", "exclusions"), plural(len(agreedBy), "name", "names")).
			with("write --agreed-by once for all, or for each")
	}
	if len(agreedBy) > 0 && len(what) == 0 {
		return nil, wrong("--agreed-by says who agreed to an exclusion").with("name it with --exclude and --reason")
	}
	list := make([]assess.Exclusion, len(what))
	for i := range what {
		list[i] = assess.Exclusion{What: what[i], Reason: why[i]}
		if len(agreedBy) > 0 {
			list[i].AgreedBy = agreedBy[min(i, len(agreedBy)-1)]
		}
	}
	return list, nil
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Show the program's and the catalogue's version", Args: exactly(), RunE: func(*cobra.Command, []string) error {
		catalogue, err := a.library.BaseCatalogue()
		if err != nil {
			return err
		}
		data := map[string]any{"version": a.library.Version, "catalog": map[string]string{"version": catalogue.Version, "sha256": catalogue.SHA256}}
		return a.answer(data, func(w io.Writer) {
			fmt.Fprintf(w, "demarc %s\ncatalogue %s, sha256 %s\n", a.library.Version, catalogue.Version, catalogue.SHA256)
		})
	}}
}
