package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"demarc/engagement"
	said "demarc/words"
)

// secret is where a passphrase comes from: a file, the environment, or a prompt
// that does not echo; never an argument.
type secret struct {
	of          string // whose passphrase, for the prompt
	file        string // as given with a flag
	flag, space string // the flag's name and the environment's
	undone      string // what is not done where two passphrases differ
}

// given reads a passphrase that needs no prompt.
func (s secret) given() (passphrase string, given bool, err error) {
	if s.file == "" {
		passphrase, given = os.LookupEnv(s.space)
		return passphrase, given, nil
	}
	data, err := readText(s.file, 1<<20)
	if err != nil {
		return "", false, wrong("the passphrase file %s cannot be read: %v", filepath.Base(s.file), err).plain()
	}
	return strings.TrimRight(string(data), "\r\n"), true, nil
}

// known asks for a passphrase that there is already.
func (a *app) known(s secret) (string, error) {
	passphrase, given, err := s.given()
	if given || err != nil {
		return passphrase, err
	}
	if err := a.askable(s); err != nil {
		return "", err
	}
	return a.prompt("passphrase of " + s.of + ": ")
}

// fresh asks for a new passphrase, on a terminal twice.
func (a *app) fresh(s secret) (string, error) {
	passphrase, given, err := s.given()
	if given || err != nil {
		return passphrase, err
	}
	if err := a.askable(s); err != nil {
		return "", err
	}
	if passphrase, err = a.prompt("new passphrase of " + s.of + ": "); err != nil {
		return "", err
	}
	again, err := a.prompt("the same again: ")
	if err == nil && again != passphrase {
		return "", wrong("the two passphrases differ, so %s", s.undone).plain()
	}
	return passphrase, err
}

func (a *app) askable(s secret) error {
	if !term.IsTerminal(int(a.streams.In.Fd())) {
		return wrong("the passphrase of %s is missing", s.of).with("give a file with --%s, or set %s", s.flag, s.space)
	}
	return nil
}

func (a *app) prompt(question string) (string, error) {
	fmt.Fprint(a.streams.Err, question)
	typed, err := term.ReadPassword(int(a.streams.In.Fd()))
	fmt.Fprintln(a.streams.Err)
	if err != nil {
		return "", wrong("no passphrase was typed").plain()
	}
	return string(typed), nil
}

func (a *app) engagementSecret(path string) secret {
	return secret{filepath.Base(path), a.flags.passphraseFile, "passphrase-file", "DEMARC_PASSPHRASE", "nothing was done"}
}

func (a *app) identitySecret(path string) secret {
	return secret{filepath.Base(path), a.flags.identityPassphraseFile, "identity-passphrase-file", "DEMARC_IDENTITY_PASSPHRASE", "no identity was made"}
}

// once asks for an engagement's passphrase where it is needed, and remembers it
// for the same command.
func (a *app) once(path string) func() (string, error) {
	var typed *string
	return func() (string, error) {
		if typed != nil {
			return *typed, nil
		}
		s := a.engagementSecret(path)
		if _, given, err := s.given(); err == nil && !given && a.askable(s) != nil {
			return "", notOpened(s)
		}
		passphrase, err := a.known(s)
		if err == nil {
			typed = &passphrase
		}
		return passphrase, err
	}
}

// notOpened is a sealed engagement whose passphrase nobody gives.
func notOpened(s secret) error {
	return &engagement.Error{
		Code: engagement.CodeUnavailable, Message: said.Say("%s is sealed, and its passphrase is missing", s.of),
		Hint: said.Say("give a file with --%s, or set %s", s.flag, s.space),
	}
}

// shortPassphrase is below what is worth a warning, in characters.
const shortPassphrase = 12

// worthy refuses no passphrase and warns of a short one.
func (a *app) worthy(passphrase string) error {
	if passphrase == "" {
		return wrong("an empty passphrase seals nothing").plain()
	}
	if len([]rune(passphrase)) < shortPassphrase {
		a.note("a passphrase of fewer than %d characters is soon guessed", shortPassphrase)
	}
	return nil
}

func (a *app) passphraseCommand() *cobra.Command {
	command := &cobra.Command{Use: "passphrase ENGAGEMENT", Short: "Set, change or remove an engagement's passphrase", Args: exactly("ENGAGEMENT"),
		Long: "Sets the passphrase of an engagement, changes it, or removes it. The file and the\n" +
			"backups beside it are written anew, so that what they were sealed with before opens\n" +
			"them no longer. Copies elsewhere stay as they are."}
	flags := command.Flags()
	remove := flags.Bool("remove", false, "remove the passphrase: everybody can read the file then")
	newKey := flags.Bool("new-key", false, "seal everything with another key, against old copies of the file")
	file := flags.String("new-passphrase-file", "", "file with the new passphrase (or DEMARC_NEW_PASSPHRASE)")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *remove && (*newKey || *file != "") {
			return wrong("--remove goes with neither --new-key nor --new-passphrase-file").plain()
		}
		return a.withPassphrase(args[0], func(s *engagement.Session, old func() (string, error)) error {
			if *remove {
				return a.removePassphrase(command.Context(), s)
			}
			fresh := secret{filepath.Base(args[0]), *file, "new-passphrase-file", "DEMARC_NEW_PASSPHRASE", "the old one stays"}
			return a.setPassphrase(command.Context(), s, fresh, old, *newKey)
		})
	}
	return command
}

// withPassphrase opens an engagement for work that needs its passphrase again.
func (a *app) withPassphrase(path string, work func(*engagement.Session, func() (string, error)) error) error {
	once := a.once(path)
	open := func(string) (*engagement.Session, error) {
		options, err := a.options()
		if err != nil {
			return nil, err
		}
		options.Passphrase = once
		return engagement.Open(path, options)
	}
	return a.run(path, open, func(s *engagement.Session) error { return work(s, once) })
}

func (a *app) setPassphrase(ctx context.Context, s *engagement.Session, fresh secret, old func() (string, error), newKey bool) error {
	was := s.Sealed()
	passphrase, err := a.nextPassphrase(fresh, was, newKey, old)
	if err == nil {
		err = a.worthy(passphrase)
	}
	if err != nil {
		return err
	}
	left, err := s.SetPassphrase(ctx, passphrase, newKey)
	if err != nil {
		return err
	}
	done := "its passphrase is set: without it nobody reads the file"
	if was {
		done = "its passphrase is changed: the old one opens neither the file nor its backups"
	}
	return a.answerPassphrase(true, newKey, left, done)
}

// nextPassphrase is the one to set. An engagement without one may take it from
// where an old one would come from; a new key may keep the one there is.
func (a *app) nextPassphrase(fresh secret, sealed, newKey bool, old func() (string, error)) (string, error) {
	passphrase, given, err := fresh.given()
	switch {
	case given || err != nil:
		return passphrase, err
	case sealed && newKey && a.askable(fresh) != nil:
		return old()
	case !sealed:
		if passphrase, given, err := a.engagementSecret(fresh.of).given(); given || err != nil {
			return passphrase, err
		}
	}
	return a.fresh(fresh)
}

func (a *app) removePassphrase(ctx context.Context, s *engagement.Session) error {
	if !s.Sealed() {
		return a.answerPassphrase(false, false, nil, "it has no passphrase")
	}
	left, err := s.SetPassphrase(ctx, "", false)
	if err != nil {
		return err
	}
	return a.answerPassphrase(false, false, left, "its passphrase is removed: everybody who has the file can read it")
}

func (a *app) answerPassphrase(sealed, newKey bool, left []string, done string) error {
	data := map[string]any{"sealed": sealed, "new_key": newKey, "backups_left": notNil(left)}
	err := a.answer(data, func(w io.Writer) {
		if !a.flags.quiet {
			fmt.Fprintln(w, done)
		}
	})
	if len(left) > 0 {
		a.note("backups that could not be opened are as they were: %s", oneLine(strings.Join(left, ", ")))
	}
	return err
}
