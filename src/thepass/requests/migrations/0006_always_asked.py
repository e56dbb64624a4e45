from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0005_reminders")]

    operations = [
        migrations.AlterField(model_name="request", name="asked_at", field=models.DateTimeField()),
    ]
