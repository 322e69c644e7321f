package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/authority"
	"demarc/engagement"
	"demarc/sign"
)

func (a *app) countersignCommand() *cobra.Command {
	command := &cobra.Command{Use: "countersign FILE.pdf --identity FILE.p12", Short: "Sign a report as the client, in the field prepared for it", Args: exactly("FILE.pdf"),
		Long: "Signs a report in the field that was prepared for the client, in the same file.\n" +
			"It needs the report and an identity, and no engagement. Make an identity with\n" +
			"demarc identity new on your own computer; --new-key-for makes a key for this one\n" +
			"signature on the assessor's, and the signature says so."}
	options := engagement.CountersignOptions{Languages: a.library.Languages}
	identity := command.Flags().String("identity", "", "the client's identity (PKCS#12, or a token's pkcs11: address)")
	command.Flags().StringVar(&options.NewKeyFor, "new-key-for", "", "name of a client who has no identity: a key is made here for this signature and not kept")
	command.Flags().StringVar(&options.Statement, "statement", "", "what is signed, in place of the words that the report proposes: one paragraph of at most 1,000 characters")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if (*identity == "") == (options.NewKeyFor == "") {
			return wrong("a countersignature takes either an identity or the name of somebody who has none").with("give --identity FILE.p12 or --new-key-for NAME")
		}
		if *identity != "" {
			if err := engagement.MayCountersign(args[0]); err != nil {
				return err
			}
			opened, err := a.openIdentity(*identity)
			if err != nil {
				return err
			}
			options.Identity = opened
		}
		done, err := engagement.Countersign(args[0], options)
		if err != nil {
			return err
		}
		data := map[string]any{
			"path": done.Path, "verdict": done.Check.Verdict, "signatures": len(done.Check.Signatures), "statement": done.Statement,
			"name": done.Identity.Certificate.Subject.CommonName, "fingerprint": done.Identity.Fingerprint(), "key_kept": options.Identity != nil,
		}
		if done.PageShows != "" {
			data["page_shows"] = done.PageShows
			a.note("the page still shows the words that were proposed, %q; readers show those that were signed in the signature's details", done.PageShows)
		}
		return a.done(data, "countersigned %s: %q; SHA-256 fingerprint %s", filepath.Base(done.Path), done.Statement, done.Identity.Fingerprint())
	}
	return command
}

func (a *app) timestampCommand() *cobra.Command {
	command := &cobra.Command{Use: "timestamp FILE.pdf --tsa URL", Short: "Add an authority's timestamp to a signed report (asks over the network)", Args: exactly("FILE.pdf"),
		Long: "Asks a timestamp authority (RFC 3161) for the time and adds its answer to the\n" +
			"report, in the same file. This is the one command that opens a connection. What is\n" +
			"sent is a digest of the file and a random number."}
	address := command.Flags().String("tsa", "", "address of the timestamp authority")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *address == "" {
			return wrong("no timestamp authority is named").with("give its address with --tsa URL")
		}
		at, err := authority.Parse(*address)
		if err != nil {
			return wrong("%s", err).plain()
		}
		done, err := engagement.Timestamp(args[0], func(request []byte) ([]byte, error) {
			return authority.Ask(command.Context(), at, request)
		})
		if err != nil {
			return err
		}
		stamp := done.Check.Timestamps[len(done.Check.Timestamps)-1]
		data := stampJSON(&stamp)
		data["path"], data["verdict"] = done.Path, done.Check.Verdict
		return a.done(data, "timestamped %s: %s, says %s", filepath.Base(done.Path), rfc3339(stamp.Time), stamp.Authority)
	}
	return command
}

func stampJSON(stamp *sign.TimestampReport) map[string]any {
	if stamp == nil {
		return nil
	}
	return map[string]any{
		"time": rfc3339(stamp.Time), "authority": stamp.Authority, "fingerprint": stamp.Fingerprint, "trusted": stamp.Trusted,
		"covers_whole_file": stamp.CoversWholeFile, "changes_after": notNil(stamp.ChangesAfter),
	}
}

// writeStamp says by when a signature was there, and on whose word.
func writeStamp(w io.Writer, stamp *sign.TimestampReport) {
	if stamp == nil {
		return
	}
	word := "an authority that is not among trusted ones"
	if stamp.Trusted {
		word = "an authority that is trusted"
	}
	fmt.Fprintf(w, "  there by       %s, says %s (RFC 3161), %s\n", rfc3339(stamp.Time), oneLine(stamp.Authority), word)
}
