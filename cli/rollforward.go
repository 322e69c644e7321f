package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/engagement"
)

func (a *app) rollForwardCommand() *cobra.Command {
	command := &cobra.Command{Use: "rollforward ENGAGEMENT NEW.demarc", Short: "Start the next visit from this one, in a file of its own", Args: exactly("ENGAGEMENT", "NEW.demarc"),
		Long: "Starts the next visit in a new file: a copy with the whole history and the same\n" +
			"passphrase. There the as-of date and period are the new visit's, the inventory is to be\n" +
			"confirmed anew, and the assessor's own conclusions are to be reached anew; what the\n" +
			"client declared, owners and decisions on findings stay. The old file is not touched."}
	asOf := optional(command.Flags(), "as-of", "the day for which the next visit holds (default: today)")
	period := optional(command.Flags(), "period", "period that it covers, A..B (default: open)")
	command.RunE = func(command *cobra.Command, args []string) error {
		ask := a.once(args[0])
		open := func(readOnly bool) func(string) (*engagement.Session, error) {
			return func(path string) (*engagement.Session, error) { return a.openAsked(path, readOnly, ask) }
		}
		return a.run(args[0], open(true), func(s *engagement.Session) error {
			head, err := s.Head()
			if err != nil {
				return err
			}
			if err := s.RollForward(command.Context(), args[1], engagement.Visit{AsOf: asOf(), Period: period()}, open(false)); err != nil {
				return err
			}
			return a.done(map[string]any{"engagement": args[1], "from": head.ID.String()},
				"the next visit begins in %s; `demarc diff %s --since %s` compares it with this one", filepath.Base(args[1]), filepath.Base(args[1]), head.ID.Short())
		})
	}
	return command
}
