
commande.proto