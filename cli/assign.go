package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

// every names all controls in --control.
const every = "all"

func (a *app) assignCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "assign ENGAGEMENT (--asset A | --scope S)... (--control C | --category K)...",
		Short: "Give cells an owner, a status, a boundary",
		Long: "Sets ownership, status and the rest, on single cells (--asset) or by a rule that\n" +
			"answers for many (--scope all, provider=AWS, hosting=aws_bedrock or tag=claims).\n" +
			"--control all reaches every control. An empty text clears a field.",
		Args: exactly("ENGAGEMENT"),
	}
	flags := command.Flags()
	assets := flags.StringArray("asset", nil, "asset; may be repeated")
	scopes := flags.StringArray("scope", nil, "scope of a rule; may be repeated")
	controls := flags.StringArray("control", nil, "control; may be repeated; all reaches every control")
	categories := flags.StringArray("category", nil, "category of controls; may be repeated")
	side := flags.String("side", "", "whose clause: customer or provider (default: customer where that is needed)")
	accountable := optional(flags, "accountable", "the one accountable party")
	responsible := optionalList(flags, "responsible", "responsible party; may be repeated")
	consulted := optionalList(flags, "consulted", "consulted party; may be repeated")
	informed := optionalList(flags, "informed", "informed party; may be repeated")
	template := flags.Bool("raci-template", false, "assign the controls' default RACI")
	status := optional(flags, "status", "declared status: "+assess.Words(assess.Statuses))
	declaredBy := optional(flags, "declared-by", "party that declared the status")
	concluded := optional(flags, "concluded", "status that the assessor concludes")
	addressed := flags.Bool("gap-addressed", false, "the baseline's known gap is dealt with (needs a rationale or evidence)")
	rationale := optional(flags, "rationale", "why")
	reference := referenceFlags(command)
	due := optional(flags, "due", "date by which it is due")
	boundary := optional(flags, "boundary", "decide the boundary: "+assess.Words(assess.Decisions))
	command.RunE = func(_ *cobra.Command, args []string) error {
		referenced, err := reference()
		if err != nil {
			return err
		}
		wish := engagement.Assignment{
			Assets: *assets, Controls: without(*controls, every), EveryControl: slices.Contains(*controls, every), Categories: *categories,
			Accountable: accountable(), Responsible: responsible(), Consulted: consulted(), Informed: informed(), Template: *template,
			Status: status(), DeclaredBy: declaredBy(), Concluded: concluded(), Rationale: rationale(), Reference: referenced, Due: due(), Boundary: boundary(),
		}
		if flags.Changed("gap-addressed") {
			wish.GapAddressed = addressed
		}
		if *side != "" {
			word, ok := assess.Parse(*side, assess.Sides)
			if !ok {
				return wrong("%q is no side: it is customer or provider", *side).plain()
			}
			wish.Side = word
		}
		for _, text := range *scopes {
			scope, err := parseScope(text)
			if err != nil {
				return err
			}
			wish.Scopes = append(wish.Scopes, scope)
		}
		return a.changing(args[0], func(s *engagement.Session) error { return a.assign(s, wish) })
	}
	return command
}

func referenceFlags(command *cobra.Command) func() (*engagement.ReferenceFields, error) {
	flags := command.Flags()
	text := flags.String("reference", "", "contract clause or assurance report")
	period := flags.String("reference-period", "", "period that the reference covers, A..B")
	services := flags.String("reference-services", "", "services that it covers")
	regions := flags.String("reference-regions", "", "regions that it covers")
	expires := flags.String("reference-expires", "", "date on which it expires")
	return func() (*engagement.ReferenceFields, error) {
		if !flags.Changed("reference") {
			for _, part := range []string{"reference-period", "reference-services", "reference-regions", "reference-expires"} {
				if flags.Changed(part) {
					return nil, wrong("--%s belongs to a reference", part).with("name the contract clause or report with --reference")
				}
			}
			return nil, nil
		}
		return &engagement.ReferenceFields{Text: *text, Period: *period, Services: *services, Regions: *regions, Expires: *expires}, nil
	}
}

func without(texts []string, out string) []string {
	var kept []string
	for _, text := range texts {
		if !strings.EqualFold(text, out) {
			kept = append(kept, text)
		}
	}
	return kept
}

func (a *app) assign(s *engagement.Session, wish engagement.Assignment) error {
	before := s.Evaluation().Totals()
	done, err := s.Assign(wish)
	if err != nil {
		return err
	}
	for _, note := range done.Notes {
		a.note("%s", note)
	}
	after := s.Evaluation().Totals()
	data := map[string]any{"cells": done.Cells, "rules": done.Rules, "reached": done.Reached, "outranked": done.Outranked, "new_parties": notNil(done.NewParties), "unowned_before": before.Unowned, "totals": totalsJSON(after)}
	return a.answer(data, func(w io.Writer) {
		if a.flags.quiet {
			return
		}
		var parts []string
		if done.Cells > 0 {
			parts = append(parts, plural(done.Cells, "cell", "cells"))
		}
		if done.Rules > 0 {
			parts = append(parts, plural(done.Rules, "rule", "rules"))
		}
		fmt.Fprintf(w, "assigned %s\n", strings.Join(parts, " and "))
		if done.Outranked > 0 {
			fmt.Fprintf(w, "more specific answers win on %s of %s in reach\n", number(done.Outranked), plural(done.Reached, "cell", "cells"))
		}
		if len(done.NewParties) > 0 {
			fmt.Fprintf(w, "new parties: %s\n", oneLine(joined(done.NewParties)))
		}
		fmt.Fprintln(w, sumLine(after))
	})
}
