package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
	"demarc/exchange"
	"demarc/history"
	"demarc/sign"
	said "demarc/words"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       *os.File
	Out, Err io.Writer
}

// Window opens the program's window, on an engagement if a path is given, and
// returns when it is closed. Builds without a window have none.
type Window func(options engagement.Options, path string) error

// app is one run of the command line.
type app struct {
	library engagement.Library
	window  Window
	streams Streams
	changed *engagement.Session // that a command works on in order to change it
	flags   struct {
		json, quiet            bool
		author, capacity, now  string
		passphraseFile         string
		identityPassphraseFile string
		signCommits            string
		unsigned               bool
	}
}

// errNo is an answer that is no: it was given on standard output, and there is
// nothing more to say.
var errNo = errors.New("the answer is no")

// Run runs one command and returns its exit code.
func Run(ctx context.Context, args []string, streams Streams, library engagement.Library, window Window) int {
	a := &app{library: library, streams: streams, window: window}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	if err != nil && !errors.Is(err, errNo) {
		a.complain(err)
	}
	return exitCode(err)
}

func exitCode(err error) int {
	var coded *engagement.Error
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errNo):
		return 1
	case !errors.As(err, &coded):
		return 2 // what cobra says of the call
	case coded.Code == engagement.CodeRefused:
		return 1
	case coded.Code == engagement.CodeInput:
		return 2
	}
	return 3
}

// complain says what went wrong in one line, and what to do next on another.
func (a *app) complain(err error) {
	fmt.Fprintf(a.streams.Err, "demarc: %s\n", oneLine(err.Error()))
	var coded *engagement.Error
	if errors.As(err, &coded) && !coded.Hint.Silent() {
		fmt.Fprintf(a.streams.Err, "  %s\n", oneLine(coded.Hint.String()))
	}
}

// oneLine keeps control characters of other people's files off the terminal,
// those for the direction of writing included.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r): // they would turn the rest of the line round
			return -1
		}
		return r
	}, text)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "demarc [ENGAGEMENT]",
		Short: "Who owns which security duty on which AI system",
		Long: "Demarc keeps a client's AI assets in one local file, gives every control on\n" +
			"every asset an owner, shows what nobody owns, and hands over a signed PDF.\n" +
			"It works offline; nothing leaves this machine.",
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          a.openWindow,
	}
	root.SetFlagErrorFunc(flagTrouble)
	root.SetHelpCommand(helpCommand(root))
	root.CompletionOptions.HiddenDefaultCmd = true
	flags := root.PersistentFlags()
	flags.BoolVar(&a.flags.json, "json", false, "write the result as JSON")
	flags.BoolVar(&a.flags.quiet, "quiet", false, "write nothing but what was asked for")
	flags.StringVar(&a.flags.author, "author", "", "who makes the change (default: the user name of the operating system)")
	flags.StringVar(&a.flags.capacity, "capacity", "assessor", "in what role: assessor or client")
	flags.StringVar(&a.flags.now, "now", "", "fix the clock (RFC 3339), for output that can be reproduced; signing ignores it")
	flags.StringVar(&a.flags.passphraseFile, "passphrase-file", "", "file with the engagement's passphrase (or DEMARC_PASSPHRASE)")
	flags.StringVar(&a.flags.signCommits, "sign-commits", os.Getenv("DEMARC_SIGN_COMMITS"), "sign what is changed with this identity (or DEMARC_SIGN_COMMITS)")
	flags.BoolVar(&a.flags.unsigned, "unsigned", false, "sign nothing that is changed, whatever DEMARC_SIGN_COMMITS says")
	flags.StringVar(&a.flags.identityPassphraseFile, "identity-passphrase-file", "", "file with the identity's passphrase (or DEMARC_IDENTITY_PASSPHRASE)")
	for _, command := range []*cobra.Command{
		a.newCommand(), a.scopeCommand(), a.assetCommand(), a.partyCommand(), a.assignCommand(), a.evidenceCommand(), a.importCommand(),
		a.findingsCommand(), a.decideCommand(), a.actionCommand(), a.matrixCommand(), a.whatIfCommand(),
		a.reportCommand(), a.countersignCommand(), a.timestampCommand(), a.identityCommand(), a.verifyCommand(),
		a.logCommand(), a.undoCommand(), a.redoCommand(), a.diffCommand(), a.rollForwardCommand(), a.forgetCommand(),
		a.passphraseCommand(), a.backupCommand(), a.restoreCommand(), a.compactCommand(),
		a.handoffCommand(), a.mergeCommand(),
		a.exportCommand(), a.catalogCommand(), a.versionCommand(),
	} {
		root.AddCommand(command)
	}
	return root
}

// helpCommand explains a command, and knows when there is none of that name.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "help [COMMAND]", Short: "Explain a command", RunE: func(_ *cobra.Command, args []string) error {
		found, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return wrong("there is no command %q", strings.Join(args, " ")).with("demarc --help lists the commands")
		}
		return found.Help()
	}}
}

// openWindow is what `demarc` and `demarc ENGAGEMENT` do. A word that is no
// engagement was meant as a command.
func (a *app) openWindow(command *cobra.Command, args []string) error {
	if len(args) == 0 && a.window == nil {
		return command.Help()
	}
	if len(args) == 0 {
		return a.show("")
	}
	if _, err := os.Stat(args[0]); err == nil || strings.EqualFold(filepath.Ext(args[0]), ".demarc") {
		return a.show(args[0])
	}
	var names []string
	for _, known := range command.Commands() {
		names = append(names, known.Name())
	}
	trouble := wrong("there is no command %q", args[0]).with("demarc --help lists the commands")
	if nearest := exchange.NearestNames(args[0], names); len(nearest) > 0 {
		trouble = wrong("there is no command %q", args[0]).with("did you mean %s?", strings.Join(nearest, " or "))
	}
	return trouble
}

// show opens the window.
func (a *app) show(path string) error {
	if a.window == nil {
		return wrong("this build of Demarc has no window").with("every step has a command: demarc --help")
	}
	options, err := a.options()
	if err != nil {
		return err
	}
	options.Who.Guessed = a.flags.author == ""
	if err := a.window(options, path); err != nil {
		return wrong("%v", err).with("every step has a command: demarc --help")
	}
	return nil
}

// callError is a wrong call, with a hint.
type callError struct{ engagement.Error }

func wrong(format string, args ...any) *callError {
	return &callError{engagement.Error{Code: engagement.CodeInput, Message: said.Say(format, args...)}}
}

func (e *callError) with(format string, args ...any) error {
	e.Hint = said.Say(format, args...)
	return &e.Error
}

func (e *callError) plain() error { return &e.Error }

// open opens an engagement for changes.
func (a *app) open(path string) (*engagement.Session, error) { return a.openAs(path, false) }

// look opens an engagement to read only.
func (a *app) look(path string) (*engagement.Session, error) { return a.openAs(path, true) }

func (a *app) openAs(path string, readOnly bool) (*engagement.Session, error) {
	return a.openAsked(path, readOnly, a.once(path))
}

// openAsked is openAs with somebody else to ask for the passphrase.
func (a *app) openAsked(path string, readOnly bool, ask func() (string, error)) (*engagement.Session, error) {
	options, err := a.options()
	if err != nil {
		return nil, err
	}
	options.ReadOnly, options.Passphrase = readOnly, ask
	var identity *sign.Identity
	if !readOnly && !a.flags.unsigned && a.flags.signCommits != "" {
		if identity, err = a.openIdentity(a.flags.signCommits); err != nil {
			return nil, err
		}
	}
	s, err := engagement.Open(path, options)
	if err != nil {
		return nil, err
	}
	if err := s.SignWith(identity); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (a *app) options() (engagement.Options, error) {
	options := engagement.Options{Library: &a.library, Who: engagement.Who{Author: a.author(), Capacity: engagement.Assessor}}
	capacity, ok := assess.Parse(a.flags.capacity, []history.Capacity{engagement.Assessor, engagement.Client})
	if !ok {
		return options, wrong("%q is no capacity: it is assessor or client", a.flags.capacity).plain()
	}
	options.Who.Capacity = capacity
	if name := options.Who.Author; len(name) > history.MaxAuthor || !utf8.ValidString(name) {
		return options, wrong("the author's name is too long, or no text").with("give another one with --author")
	}
	if a.flags.now != "" {
		now, err := time.Parse(time.RFC3339Nano, a.flags.now)
		if err != nil || now.Year() < 1970 || now.Year() > 9999 {
			return options, wrong("--now %q is no moment", a.flags.now).with("write it as RFC 3339, such as 2026-11-21T09:00:00Z, from 1970 on")
		}
		options.Now = now
	}
	return options, nil
}

func (a *app) author() string {
	if a.flags.author != "" {
		return a.flags.author
	}
	if current, err := user.Current(); err == nil {
		if current.Name != "" {
			return current.Name
		}
		return current.Username
	}
	for _, name := range []string{"USER", "USERNAME"} {
		if author := os.Getenv(name); author != "" {
			return author
		}
	}
	return "unknown"
}
