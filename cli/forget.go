package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"demarc/engagement"
)

func (a *app) forgetCommand() *cobra.Command {
	command := &cobra.Command{Use: "forget ENGAGEMENT RECORD... --reason T", Short: "Remove records for good, from the history and the backups too", Args: between(2, -1, "ENGAGEMENT", "RECORD"),
		Long: "Removes records for good: from the engagement, from every change in its history, and\n" +
			"from the backups beside it. The history keeps that something was forgotten, when, by\n" +
			"whom and why, and verify says how many values were erased. It cannot be undone.\n\n" +
			"A record is a party, an asset, evidence, an action or a scope rule, by its id or its\n" +
			"name; party:NAME, asset:NAME and so on tell kinds apart. With an asset go its cells,\n" +
			"the decisions on its own findings, and the rules for a tag that no other asset has.\n\n" +
			"What it cannot reach: copies elsewhere and on other laptops (merging with them forgets\n" +
			"there too), reports and exports that were made, backups that do not open, and what\n" +
			"other records say in their own words, such as notes. The reason stays: name nobody in it."}
	reason := command.Flags().String("reason", "", "why; it stays in the history")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *reason == "" {
			return wrong("say why").with("give the reason with --reason; it stays in the history, so name nobody in it")
		}
		return a.changing(args[0], func(s *engagement.Session) error {
			done, err := s.Forget(command.Context(), args[1:], *reason)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"records": done.Records, "values": done.Values, "left": notNil(done.Left), "totals": totalsJSON(s.Evaluation().Totals())},
				func(w io.Writer) { a.writeForgotten(w, done) })
		})
	}
	return command
}

func (a *app) writeForgotten(w io.Writer, done engagement.Forgotten) {
	if !a.flags.quiet {
		fmt.Fprintf(w, "forgot %s; %s erased from the history\n", plural(done.Records, "record", "records"), plural(done.Values, "value", "values"))
	}
	for _, backup := range done.Left {
		a.complain(wrong("the backup %s could not be opened and still holds them", backup).with("delete it, or open it with its own passphrase and forget there too"))
	}
}
