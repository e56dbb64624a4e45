"""Why an administrator last looked with a person's eyes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_knows")]

    operations = [
        migrations.AddField("person", "viewed_because", models.CharField(default="", max_length=200)),
    ]
