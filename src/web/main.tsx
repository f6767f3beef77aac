document.title = 'Second Round';
