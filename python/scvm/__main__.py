"""``python -m scvm``."""

from scvm.command import main

if __name__ == "__main__":
    main()
