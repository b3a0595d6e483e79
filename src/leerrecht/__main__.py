from leerrecht.cli import main

main()
