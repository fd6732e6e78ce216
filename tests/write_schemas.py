"""Write the JSON Schemas of editors' files anew: ``python tests/write_schemas.py``."""

import json
from pathlib import Path

from dj.editorial import pool_schema, schedule_schema
from dj.lineup import show_schema

FOLDER = Path(__file__).parent.parent / "assets" / "schema"


def main() -> None:
    made = {"show": show_schema(), "pool": pool_schema(), "schedule": schedule_schema()}
    for name, schema in made.items():
        text = json.dumps(schema, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.schema.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
