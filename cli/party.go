package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) partyCommand() *cobra.Command {
	return group("party", "Persons, teams and providers that can own a clause",
		a.partyAdd(), a.partyEdit(), a.partyList(), a.partyRetire(), a.partyHandOver())
}

func partyFlags(flags *pflag.FlagSet) func() engagement.PartyFields {
	name := optional(flags, "name", "what it is called")
	kind := optional(flags, "kind", "kind: "+assess.Words(assess.PartyKinds)+" (default: team)")
	function := optional(flags, "function", "function, such as Cloud Security Lead")
	email := optional(flags, "email", "e-mail address")
	return func() engagement.PartyFields {
		return engagement.PartyFields{Name: name(), Kind: kind(), Function: function(), Email: email()}
	}
}

func (a *app) partyAdd() *cobra.Command {
	command := &cobra.Command{Use: "add ENGAGEMENT --name NAME", Short: "Add a party", Args: exactly("ENGAGEMENT")}
	fields := partyFlags(command.Flags())
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			party, err := s.AddParty(fields())
			if err != nil {
				return err
			}
			return a.done(partyJSON(party), "added the party %s (%s)", party.Name, party.ID)
		})
	}
	return command
}

func (a *app) partyEdit() *cobra.Command {
	command := &cobra.Command{Use: "edit ENGAGEMENT PARTY", Short: "Change a party", Args: exactly("ENGAGEMENT", "PARTY")}
	fields := partyFlags(command.Flags())
	active := command.Flags().Bool("active", false, "take its retirement back")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			wish := fields()
			if *active {
				retired := false
				wish.Retired = &retired
			}
			party, err := s.EditParty(args[1], wish)
			if err != nil {
				return err
			}
			return a.done(partyJSON(party), "changed the party %s", party.Name)
		})
	}
	return command
}

func (a *app) partyList() *cobra.Command {
	return &cobra.Command{Use: "list ENGAGEMENT", Short: "List the parties and what they carry", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			loads := s.Evaluation().ByParty()
			parties := []map[string]any{}
			for _, load := range loads {
				data := partyJSON(load.Party)
				data["accountable"], data["responsible"], data["consulted"], data["informed"] = load.Accountable, load.Responsible, load.Consulted, load.Informed
				data["unfinished"], data["overdue"] = load.Unfinished, load.Overdue
				parties = append(parties, data)
			}
			return a.answer(map[string]any{"parties": parties}, func(w io.Writer) { writeParties(w, loads) })
		})
	}}
}

func writeParties(w io.Writer, loads []assess.PartyLoad) {
	if len(loads) == 0 {
		fmt.Fprintln(w, "no parties yet: add one with `demarc party add`")
		return
	}
	t := newTable(w, "NAME", "KIND", "ACCOUNTABLE", "RESPONSIBLE", "UNFINISHED", "OVERDUE", "ID")
	for _, load := range loads {
		name := load.Party.Name
		if load.Party.Retired {
			name += " (retired)"
		}
		t.row(name, words(load.Party.Type), number(load.Accountable), number(load.Responsible), number(load.Unfinished), number(load.Overdue), load.Party.ID)
	}
	t.end()
}

func (a *app) partyRetire() *cobra.Command {
	command := &cobra.Command{Use: "retire ENGAGEMENT PARTY", Short: "Take a party out of service", Args: exactly("ENGAGEMENT", "PARTY")}
	to := command.Flags().String("to", "", "hand its cells over to this party first")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			unowned, err := s.RetireParty(args[1], *to)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"unowned": unowned}, "retired the party %s; %s unowned", args[1], become(unowned))
		})
	}
	return command
}

func become(n int) string {
	if n == 1 {
		return "1 cell becomes"
	}
	return number(n) + " cells become"
}

func (a *app) partyHandOver() *cobra.Command {
	command := &cobra.Command{Use: "handover ENGAGEMENT PARTY --to PARTY", Short: "Put one party in another's place", Args: exactly("ENGAGEMENT", "PARTY")}
	to := command.Flags().String("to", "", "who takes over")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			changed, err := s.HandOver(args[1], *to)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"records": changed}, "%s handed over from %s to %s", plural(changed, "record", "records"), args[1], *to)
		})
	}
	return command
}
