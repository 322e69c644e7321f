package sign

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
	"time"

	"demarc/words"
)

var (
	oidStampInfo     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidSigningCertV1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
)

// stampInfo is the TSTInfo of RFC 3161, as far as it is read.
type stampInfo struct {
	Version int
	Policy  asn1.ObjectIdentifier
	Imprint struct {
		Algorithm pkix.AlgorithmIdentifier
		Hash      []byte
	}
	Serial *big.Int
	Time   time.Time `asn1:"generalized"`
}

// stampToken is a parsed timestamp token; nothing in it is proved before verify.
type stampToken struct {
	token       []byte // DER
	certificate *x509.Certificate
	chain       []*x509.Certificate // the others that came along, unproved
	time        time.Time
	imprint     []byte // SHA-256 of what was stamped
	info        []byte // DER of stampInfo, as it is hashed
	hash        crypto.Hash
	algorithm   x509.SignatureAlgorithm
	attributes  []byte
	digest      []byte
	signature   []byte
}

// stampAlgorithms are the ways to sign that are checked.
var stampAlgorithms = []struct {
	oid       asn1.ObjectIdentifier
	hash      crypto.Hash
	algorithm x509.SignatureAlgorithm
}{
	{oidRSA, crypto.SHA256, x509.SHA256WithRSA},
	{oidRSA, crypto.SHA384, x509.SHA384WithRSA},
	{oidRSA, crypto.SHA512, x509.SHA512WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}, crypto.SHA256, x509.SHA256WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}, crypto.SHA384, x509.SHA384WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}, crypto.SHA512, x509.SHA512WithRSA},
	{oidECDSAWithSHA256, crypto.SHA256, x509.ECDSAWithSHA256},
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}, crypto.SHA384, x509.ECDSAWithSHA384},
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}, crypto.SHA512, x509.ECDSAWithSHA512},
}

var hashOIDs = map[string]crypto.Hash{
	oidSHA256.String():       crypto.SHA256,
	"2.16.840.1.101.3.4.2.2": crypto.SHA384,
	"2.16.840.1.101.3.4.2.3": crypto.SHA512,
}

// readStamp parses a timestamp token. The error wraps errForeign or errDamaged.
func readStamp(der []byte) (*stampToken, error) {
	var info contentInfo
	if rest, err := asn1.Unmarshal(der, &info); err != nil || len(rest) > 0 || !info.Type.Equal(oidSignedData) {
		return nil, errDamaged
	}
	data := info.Content
	if len(data.Signers) != 1 || !data.Encapsulated.Type.Equal(oidStampInfo) || len(data.Signers[0].Attributes.FullBytes) < 2 {
		return nil, words.Errorf("%w: its timestamp is not one of a single authority", errForeign)
	}
	signer := data.Signers[0]
	if again, err := asn1.Marshal(info); err != nil || !bytes.Equal(again, der) || len(signer.Unsigned.FullBytes) > 0 {
		return nil, words.Errorf("%w: its timestamp holds what nothing vouches for", errForeign)
	}
	t := &stampToken{token: der, signature: signer.Signature, attributes: append([]byte{0x31}, signer.Attributes.FullBytes[1:]...)}
	if rest, err := asn1.Unmarshal(data.Encapsulated.Content.Bytes, &t.info); err != nil || len(rest) > 0 {
		return nil, errDamaged
	}
	if err := t.readInfo(); err != nil {
		return nil, err
	}
	if err := t.chooseAlgorithm(signer); err != nil {
		return nil, err
	}
	return t, t.readAttributes(data.Certificates.Bytes, signer.Issuer)
}

func (t *stampToken) readInfo() error {
	var info stampInfo
	if rest, err := asn1.Unmarshal(t.info, &info); err != nil || len(rest) > 0 {
		return errDamaged
	}
	if info.Version != 1 || !info.Imprint.Algorithm.Algorithm.Equal(oidSHA256) {
		return words.Errorf("%w: its timestamp is not over SHA-256", errForeign)
	}
	t.imprint, t.time = info.Imprint.Hash, info.Time.UTC()
	return nil
}

func (t *stampToken) chooseAlgorithm(signer signerInfo) error {
	t.hash = hashOIDs[signer.DigestAlgorithm.Algorithm.String()]
	for _, known := range stampAlgorithms {
		if known.hash == t.hash && known.oid.Equal(signer.SignatureAlgorithm.Algorithm) {
			t.algorithm = known.algorithm
			return nil
		}
	}
	return words.Errorf("%w: its timestamp is signed with %s", errForeign, signer.SignatureAlgorithm.Algorithm)
}

// readAttributes takes the digest, and the certificate that issuer and serial
// number name and whose hash is signed.
func (t *stampToken) readAttributes(certificates []byte, named issuerSerial) error {
	var attributes []attribute
	if _, err := asn1.UnmarshalWithParams(t.attributes, &attributes, "set"); err != nil {
		return words.Errorf("%w: its attributes cannot be read", errDamaged)
	}
	value := func(kind asn1.ObjectIdentifier, into any) bool {
		i := slices.IndexFunc(attributes, func(a attribute) bool { return a.Type.Equal(kind) })
		if i < 0 || len(attributes[i].Values) != 1 {
			return false
		}
		rest, err := asn1.Unmarshal(attributes[i].Values[0].FullBytes, into)
		return err == nil && len(rest) == 0
	}
	var contentType asn1.ObjectIdentifier
	if !value(oidContentType, &contentType) || !contentType.Equal(oidStampInfo) || !value(oidMessageDigest, &t.digest) {
		return words.Errorf("%w: its timestamp does not sign its own content", errDamaged)
	}
	if err := t.chooseCertificate(certificates, named); err != nil {
		return err
	}
	var signers signingCertificates
	sum1, sum2 := sha1.Sum(t.certificate.Raw), sha256.Sum256(t.certificate.Raw)
	switch {
	case value(oidSigningCertV2, &signers) && len(signers.Certificates) > 0 && bytes.Equal(signers.Certificates[0].Hash, sum2[:]):
	case value(oidSigningCertV1, &signers) && len(signers.Certificates) > 0 && bytes.Equal(signers.Certificates[0].Hash, sum1[:]):
	default:
		return words.Errorf("%w: its timestamp does not name the certificate that signed it", errForeign)
	}
	return nil
}

func (t *stampToken) chooseCertificate(der []byte, named issuerSerial) error {
	certificates, err := x509.ParseCertificates(der)
	if err != nil || len(certificates) > maxCertificates {
		return words.Errorf("%w: its certificates cannot be read", errDamaged)
	}
	for _, c := range certificates {
		switch {
		case checkKeyKind(c.PublicKey) != nil: // some lead to old roots as well
		case t.certificate == nil && bytes.Equal(c.RawIssuer, named.Issuer.FullBytes) && c.SerialNumber.Cmp(named.Serial) == 0:
			t.certificate = c
		default:
			t.chain = append(t.chain, c)
		}
	}
	if t.certificate == nil {
		return words.Errorf("%w: its timestamp came without the authority's certificate", errForeign)
	}
	return nil
}

// verify proves that the authority's key stamped content with that digest.
func (t *stampToken) verify(digest [sha256.Size]byte) error {
	if !bytes.Equal(t.imprint, digest[:]) {
		return errDigest
	}
	h := t.hash.New()
	h.Write(t.info)
	if !bytes.Equal(t.digest, h.Sum(nil)) || t.certificate.CheckSignature(t.algorithm, t.attributes, t.signature) != nil {
		return errForged
	}
	return nil
}

// checkTrust says why a proved timestamp is not trusted.
func (t *stampToken) checkTrust(roots *x509.CertPool) error {
	switch {
	case !slices.Contains(t.certificate.ExtKeyUsage, x509.ExtKeyUsageTimeStamping):
		return words.Errorf("the certificate of %s is not meant for timestamps", t.certificate.Subject)
	case roots == nil:
		return words.Errorf("no root certificate was given, so nothing says who stands behind the timestamp of %s", t.certificate.Subject)
	case !leadsTo(roots, t.certificate, t.chain, t.time, x509.ExtKeyUsageTimeStamping):
		return words.Errorf("the certificate of %s, which gave the timestamp, does not lead to a trusted root", t.certificate.Subject)
	}
	return nil
}
