package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/engagement"
	"demarc/history"
	said "demarc/words"
)

type mergeFlags struct {
	dryRun, redo       bool
	resolve, otherFile string
}

func (a *app) mergeCommand() *cobra.Command {
	var f mergeFlags
	command := &cobra.Command{
		Use:   "merge ENGAGEMENT OTHER",
		Short: "Take in what another copy of an engagement has, or a handoff",
		Long: "Takes in everything that another copy of the engagement has, or that a handoff\n" +
			"brings. OTHER stays as it is. What both sides changed to different ends is a\n" +
			"conflict: --dry-run --json lists the conflicts, each with a \"take\" to fill in\n" +
			"(\"ours\", \"theirs\", for a conflict of meaning \"both\", or {\"fields\": {...}} with\n" +
			"values of your own), and --resolve reads the same file back. Until all are\n" +
			"answered nothing is changed.",
		Args: exactly("ENGAGEMENT", "OTHER"),
	}
	flags := command.Flags()
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would come and change nothing")
	flags.StringVar(&f.resolve, "resolve", "", "answers to the conflicts: what --dry-run --json wrote, filled in")
	flags.StringVar(&f.otherFile, "other-passphrase-file", "", "file with the passphrase of OTHER, if it is another one (or DEMARC_OTHER_PASSPHRASE)")
	flags.BoolVar(&f.redo, "redo", false, "make the merge of OTHER again that was undone")
	command.RunE = func(command *cobra.Command, args []string) error {
		if f.dryRun && (f.redo || f.resolve != "") || f.redo && f.resolve != "" {
			return wrong("--dry-run, --redo and --resolve do not go together").plain()
		}
		within := a.changing
		if f.dryRun {
			within = a.looking
		}
		return within(args[0], func(s *engagement.Session) error { return a.merge(command.Context(), s, args, f) })
	}
	return command
}

func (a *app) merge(ctx context.Context, s *engagement.Session, args []string, f mergeFlags) error {
	answers, err := readAnswersFile(f.resolve)
	if err != nil {
		return err
	}
	m, err := s.PrepareMerge(args[1], engagement.Options{Passphrase: a.otherPassphrase(args, f.otherFile)})
	if err != nil {
		return err
	}
	defer m.Close()
	if err := m.Check(ctx); err != nil {
		return err
	}
	name, other := filepath.Base(args[0]), filepath.Base(args[1])
	switch {
	case f.dryRun:
		return a.answer(mergeJSON(m), func(w io.Writer) { writeMerging(w, m, name, other) })
	case f.redo:
		sentence, err := m.Redo(nil)
		if err != nil {
			return err
		}
		return a.done(map[string]any{"redone": sentence, "totals": totalsJSON(s.Evaluation().Totals())}, "redid the merge: %s", sentence)
	case m.Undone != nil:
		return undoneRefused(m)
	case m.Nothing:
		return a.answer(mergeJSON(m), func(w io.Writer) {
			if !a.flags.quiet {
				writeMerging(w, m, name, other)
			}
		})
	}
	taken, err := answers.fitting(m)
	if err != nil {
		return err
	}
	return a.makeMerge(ctx, s, m, taken)
}

// otherPassphrase is asked for that of the other file, which is mostly the same.
func (a *app) otherPassphrase(args []string, file string) func() (string, error) {
	return func() (string, error) {
		own := secret{filepath.Base(args[1]), file, "other-passphrase-file", "DEMARC_OTHER_PASSPHRASE", "nothing was merged"}
		for _, s := range []secret{own, a.engagementSecret(args[0])} {
			if passphrase, given, err := s.given(); given || err != nil {
				return passphrase, err
			}
		}
		if a.askable(own) != nil {
			return "", notOpened(own)
		}
		return a.known(own)
	}
}

func undoneRefused(m *engagement.Merging) error {
	return &engagement.Error{
		Code: engagement.CodeRefused, Message: m.Undone.Said(),
		Hint: said.Say("`demarc redo` makes it again, or `demarc merge --redo` where other changes followed"),
	}
}

func (a *app) makeMerge(ctx context.Context, s *engagement.Session, m *engagement.Merging, answers map[string]history.Answer) error {
	merged, err := m.Merge(ctx, answers, nil)
	if err != nil && merged == nil {
		if engagement.ErrorCode(err) == engagement.CodeRefused {
			if trouble := a.answer(mergeJSON(m), func(w io.Writer) { writeConflicts(w, m) }); trouble != nil {
				return trouble
			}
		}
		return err
	}
	if err != nil {
		return err
	}
	data := mergeJSON(m)
	data["merged"] = map[string]any{
		"head": merged.Head.ID.String(), "commits": merged.Commits, "files": merged.Files, "erased": merged.Erased, "backups_left": notNil(merged.Left),
	}
	err = a.answer(data, func(w io.Writer) {
		if a.flags.quiet {
			return
		}
		fmt.Fprintf(w, "merged: %s%s\n", comes(m), filesWords(merged.Files))
		writeSentences(w, m)
		if merged.Erased > 0 {
			fmt.Fprintf(w, "%s forgotten on one side, and erased here\n", plural(merged.Erased, "change was", "changes were"))
		}
		fmt.Fprintln(w, sumLine(s.Evaluation().Totals()))
	})
	if len(merged.Left) > 0 {
		a.note("backups that could not be opened still hold what was forgotten: %s", listed(merged.Left))
	}
	return err
}
