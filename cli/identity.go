package cli

import (
	"time"

	"github.com/spf13/cobra"

	"demarc/engagement"
	"demarc/sign"
)

// identityImport takes an identity that somebody else made, with the chain of
// certificates above it.
func (a *app) identityImport() *cobra.Command {
	command := &cobra.Command{Use: "import OTHER.p12 FILE.p12", Short: "Seal an identity made elsewhere anew, with its chain", Args: exactly("OTHER.p12", "FILE.p12"),
		Long: "Reads a PKCS#12 file made by an authority, Windows, OpenSSL or NSS and writes the key,\n" +
			"its certificate and the certificates above it to a new file, sealed as strongly as\n" +
			"identities made here. Without --new-passphrase-file the passphrase stays the same."}
	fresh := command.Flags().String("new-passphrase-file", "", "file with the new file's passphrase")
	cer := certificateFlag(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		passphrase, err := a.known(a.identitySecret(args[0]))
		if err != nil {
			return err
		}
		sealing := passphrase
		if *fresh != "" {
			if sealing, _, err = (secret{file: *fresh}).given(); err != nil {
				return err
			}
		}
		identity, err := engagement.ImportIdentity(args[0], passphrase, args[1], sealing)
		if err != nil {
			return err
		}
		if err := writeCertificate(*cer, identity); err != nil {
			return err
		}
		data := identityJSON(identity)
		data["usable"] = true
		if trouble := identity.CheckUsable(time.Now()); trouble != nil {
			data["usable"] = false
			a.note("it cannot sign now: %v", trouble)
		}
		return a.done(data, "imported %s with %s above it to %s; SHA-256 fingerprint %s", identity.Certificate.Subject.CommonName,
			plural(len(identity.Chain), "certificate", "certificates"), args[1], identity.Fingerprint())
	}
	return command
}

func certificateFlag(command *cobra.Command) *string {
	return command.Flags().String("cer", "", "file to write the certificate to, to be handed over")
}

// writeCertificate does nothing where no file is asked for.
func writeCertificate(path string, identity *sign.Identity) error {
	if path == "" {
		return nil
	}
	return engagement.WriteCertificate(path, identity)
}

// openToken asks for a token's PIN as for a passphrase.
func (a *app) openToken(text string) (*sign.Identity, error) {
	address, err := sign.ParseTokenAddress(text)
	if err != nil {
		return nil, wrong("%s", err).plain()
	}
	if !sign.HasTokens {
		return nil, wrong("%s", sign.ErrNoTokens).plain()
	}
	pin, err := a.known(a.identitySecret(address.Name()))
	if err != nil {
		return nil, err
	}
	return engagement.OpenToken(address, pin)
}
