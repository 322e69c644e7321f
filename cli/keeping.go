package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/engagement"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup ENGAGEMENT DIR", Short: "Copy an engagement to a folder, and read the copy again", Args: exactly("ENGAGEMENT", "DIR"),
		RunE: func(command *cobra.Command, args []string) error {
			return a.looking(args[0], func(s *engagement.Session) error {
				path, err := s.Backup(command.Context(), args[1])
				if err != nil {
					return err
				}
				return a.done(map[string]any{"backup": path, "sealed": s.Sealed()}, "copied to %s", path)
			})
		}}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{Use: "restore BACKUP ENGAGEMENT", Short: "Put a backup in an engagement's place", Args: exactly("BACKUP", "ENGAGEMENT"),
		Long: "Puts a backup in the place of an engagement. The backup is read whole before; the\n" +
			"file that lies there, damaged or not, is kept beside under another name.",
		RunE: func(command *cobra.Command, args []string) error {
			options, err := a.options()
			if err != nil {
				return err
			}
			options.Passphrase = a.once(args[0])
			aside, err := engagement.Restore(command.Context(), args[0], args[1], options)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"restored": args[1], "kept_beside": aside}, func(w io.Writer) {
				if a.flags.quiet {
					return
				}
				fmt.Fprintf(w, "%s is %s again\n", oneLine(filepath.Base(args[1])), oneLine(filepath.Base(args[0])))
				if aside != "" {
					fmt.Fprintf(w, "the file that was there is kept as %s\n", oneLine(aside))
				}
			})
		}}
}

func (a *app) compactCommand() *cobra.Command {
	return &cobra.Command{Use: "compact ENGAGEMENT", Short: "Write an engagement's file anew, without what was taken away", Args: exactly("ENGAGEMENT"),
		RunE: func(command *cobra.Command, args []string) error {
			return a.run(args[0], a.open, func(s *engagement.Session) error {
				before, after, err := s.Compact(command.Context())
				if err != nil {
					return err
				}
				return a.done(map[string]any{"before": before, "after": after}, "written anew: %s bytes, before %s", number(int(after)), number(int(before)))
			})
		}}
}
