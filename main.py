"""Start Xborder Desk from a checkout."""

from xborder_desk.app import main

if __name__ == "__main__":
    main()
