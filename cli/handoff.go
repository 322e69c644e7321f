package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/engagement"
)

func (a *app) handoffCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "handoff ENGAGEMENT -o FILE",
		Short: "Write what another copy of an engagement lacks to one sealed file",
		Long: "Writes the commits that another copy of the engagement lacks, with their packs\n" +
			"and evidence files, to one sealed file. Every copy of this engagement opens it\n" +
			"with `demarc merge`, and nobody else. Without --since it begins at what was last\n" +
			"merged from the other side, or at the beginning.",
		Args: exactly("ENGAGEMENT"),
	}
	flags := command.Flags()
	path := flags.StringP("output", "o", "", "the file to write; an existing one is never overwritten")
	since := flags.String("since", "", "the newest commit that the other side has")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *path == "" {
			return wrong("say where to write the handoff").with("give a file with -o")
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			done, err := s.Handoff(command.Context(), *path, *since)
			if err != nil {
				return err
			}
			data := map[string]any{
				"handoff": *path, "commits": done.Commits, "files": done.Files,
				"since": map[string]any{"id": done.Since.ID.String(), "time": done.Since.Header.Time.String()},
			}
			return a.done(data, "%s holds %s%s since commit %s of %s", filepath.Base(*path), plural(done.Commits, "commit", "commits"), filesWords(done.Files),
				done.Since.ID.Short(), done.Since.Header.Time.Time().Local().Format("2 January 2006 15:04"))
		})
	}
	return command
}
