package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"demarc/assess"
	"demarc/exchange"
)

// optional is a text flag that knows whether it was given: giving an empty text
// clears a field, not giving it leaves the field as it is.
func optional(flags *pflag.FlagSet, name, usage string) func() *string {
	value := flags.String(name, "", usage)
	return func() *string {
		if flags.Changed(name) {
			return value
		}
		return nil
	}
}

// optionalList is a flag that may be repeated; one empty text clears the field.
func optionalList(flags *pflag.FlagSet, name, usage string) func() *[]string {
	value := flags.StringArray(name, nil, usage)
	return func() *[]string {
		if flags.Changed(name) {
			return value
		}
		return nil
	}
}

// exactly accepts so many arguments and names those that are missing.
func exactly(names ...string) cobra.PositionalArgs { return between(len(names), len(names), names...) }

func between(least, most int, names ...string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		missing := slices.Index(args[:min(least, len(args))], "")
		if missing < 0 {
			missing = len(args)
		}
		switch {
		case missing < least:
			return wrong("%s is missing", names[missing]).with("usage: %s", command.UseLine())
		case most >= 0 && len(args) > most:
			return wrong("%q is one argument too many", args[most]).with("usage: %s", command.UseLine())
		}
		return nil
	}
}

// group is a command that only holds others.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	command := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs, RunE: func(command *cobra.Command, args []string) error {
		if len(args) == 0 {
			return command.Help()
		}
		return wrong("there is no command \"%s %s\"", command.CommandPath(), args[0]).with("%s --help lists the commands", command.CommandPath())
	}}
	command.AddCommand(commands...)
	return command
}

func parseScope(text string) (assess.Scope, error) {
	kind, value, stated := text, "", false
	for i := range text {
		if text[i] == '=' {
			kind, value, stated = text[:i], text[i+1:], true
			break
		}
	}
	word, ok := assess.Parse(kind, assess.ScopeKinds)
	if !ok || (word == assess.ScopeAll) == stated || stated && value == "" {
		return assess.Scope{}, wrong("%q is no scope", text).with("write all, provider=AWS, hosting=aws_bedrock or tag=claims")
	}
	return assess.Scope{Kind: word, Value: value}, nil
}

// flagTrouble words what the flags' reader says, in our own form.
func flagTrouble(command *cobra.Command, err error) error {
	hint := command.CommandPath() + " --help lists the flags"
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if nearest := exchange.NearestNames(unknown.GetSpecifiedName(), names); len(nearest) > 0 {
			hint = "did you mean --" + strings.Join(nearest, " or --") + "?"
		}
		return wrong("there is no flag --%s", unknown.GetSpecifiedName()).with("%s", hint)
	case errors.As(err, &invalid):
		return wrong("%q is no value for --%s", invalid.GetValue(), invalid.GetFlag().Name).with("%s", hint)
	case errors.As(err, &missing):
		return wrong("--%s needs a value", missing.GetFlag().Name).with("%s", hint)
	}
	return wrong("%v", err).with("%s", hint)
}
